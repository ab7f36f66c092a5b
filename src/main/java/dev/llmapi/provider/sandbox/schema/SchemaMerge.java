package dev.llmapi.provider.sandbox.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.MathContext;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.function.BinaryOperator;

/**
 * One schema that says what two say.
 *
 * <p>It is exact for the keywords that bound a value. For the rest it is a good start: what is made
 * by it is checked against the schemas themselves.
 */
final class SchemaMerge {
  /** How the two values of a keyword become one; other keywords keep the first. */
  private static final Map<String, BinaryOperator<JsonNode>> RULES =
      Map.ofEntries(
          Map.entry("minimum", SchemaMerge::higher),
          Map.entry("exclusiveMinimum", SchemaMerge::higher),
          Map.entry("minLength", SchemaMerge::higher),
          Map.entry("minItems", SchemaMerge::higher),
          Map.entry("minProperties", SchemaMerge::higher),
          Map.entry("minContains", SchemaMerge::higher),
          Map.entry("maximum", SchemaMerge::lower),
          Map.entry("exclusiveMaximum", SchemaMerge::lower),
          Map.entry("maxLength", SchemaMerge::lower),
          Map.entry("maxItems", SchemaMerge::lower),
          Map.entry("maxProperties", SchemaMerge::lower),
          Map.entry("maxContains", SchemaMerge::lower),
          Map.entry("type", SchemaMerge::commonTypes),
          Map.entry("enum", SchemaMerge::commonValues),
          Map.entry("required", SchemaMerge::union),
          Map.entry("multipleOf", SchemaMerge::commonMultiple),
          Map.entry("properties", SchemaMerge::members),
          Map.entry("patternProperties", SchemaMerge::members),
          Map.entry("dependentSchemas", SchemaMerge::members),
          Map.entry("items", SchemaMerge::allOf),
          Map.entry("additionalProperties", SchemaMerge::allOf),
          Map.entry("contains", SchemaMerge::allOf),
          Map.entry("propertyNames", SchemaMerge::allOf),
          Map.entry("anyOf", SchemaMerge::pairs),
          Map.entry("oneOf", SchemaMerge::pairs));

  private SchemaMerge() {}

  static JsonNode both(JsonNode a, JsonNode b) {
    if (!a.isObject()) {
      return a.booleanValue() ? b : a;
    }
    if (!b.isObject()) {
      return b.booleanValue() ? a : b;
    }
    var merged = copyOf(a);
    b.properties()
        .forEach(member -> {
          var first = a.get(member.getKey());
          var rule = RULES.getOrDefault(member.getKey(), (x, _) -> x);
          merged.set(
              member.getKey(),
              first == null ? member.getValue() : rule.apply(first, member.getValue()));
        });
    return merged;
  }

  /** A copy of {@code schema} whose members can be set anew. */
  static ObjectNode copyOf(JsonNode schema) {
    var copy = SchemaScope.NODES.objectNode();
    copy.setAll((ObjectNode) schema);
    return copy;
  }

  private static int compare(JsonNode a, JsonNode b) {
    return a.decimalValue().compareTo(b.decimalValue());
  }

  private static JsonNode allOf(JsonNode a, JsonNode b) {
    return SchemaScope.NODES.objectNode().set("allOf", SchemaScope.NODES.arrayNode().add(a).add(b));
  }

  private static JsonNode members(JsonNode a, JsonNode b) {
    var merged = copyOf(a);
    b.properties()
        .forEach(member -> {
          var first = a.get(member.getKey());
          merged.set(
              member.getKey(), first == null ? member.getValue() : allOf(first, member.getValue()));
        });
    return merged;
  }

  private static JsonNode union(JsonNode a, JsonNode b) {
    var all = new LinkedHashSet<JsonNode>();
    a.forEach(all::add);
    b.forEach(all::add);
    return array(all);
  }

  private static JsonNode commonValues(JsonNode a, JsonNode b) {
    var common = new LinkedHashSet<JsonNode>();
    a.forEach(value -> {
      if (b.valueStream().anyMatch(other -> SchemaCheck.same(value, other))) {
        common.add(value);
      }
    });
    return array(common);
  }

  private static JsonNode commonTypes(JsonNode a, JsonNode b) {
    var common = new LinkedHashSet<JsonNode>();
    for (var first : asArray(a)) {
      for (var second : asArray(b)) {
        if (first.equals(second) || isIntegerAndNumber(first, second)) {
          common.add(first);
        } else if (isIntegerAndNumber(second, first)) {
          common.add(second);
        }
      }
    }
    return array(common);
  }

  private static boolean isIntegerAndNumber(JsonNode narrow, JsonNode wide) {
    return narrow.asText().equals("integer") && wide.asText().equals("number");
  }

  private static JsonNode commonMultiple(JsonNode a, JsonNode b) {
    var multiple = a.decimalValue();
    for (var i = 0; i < 1_000; i++) {
      if (multiple.remainder(b.decimalValue()).signum() == 0) {
        return SchemaScope.NODES.numberNode(multiple);
      }
      multiple = multiple.add(a.decimalValue());
    }
    return SchemaScope.NODES.numberNode(
        a.decimalValue().multiply(b.decimalValue(), MathContext.DECIMAL64));
  }

  /** Each choice of the one together with each of the other. */
  private static JsonNode pairs(JsonNode a, JsonNode b) {
    var pairs = SchemaScope.NODES.arrayNode();
    a.forEach(first -> b.forEach(second -> pairs.add(allOf(first, second))));
    return pairs;
  }

  private static JsonNode asArray(JsonNode node) {
    return node.isArray() ? node : SchemaScope.NODES.arrayNode().add(node);
  }

  private static ArrayNode array(Iterable<JsonNode> values) {
    var array = SchemaScope.NODES.arrayNode();
    values.forEach(array::add);
    return array;
  }

  private static JsonNode higher(JsonNode a, JsonNode b) {
    return compare(a, b) >= 0 ? a : b;
  }

  private static JsonNode lower(JsonNode a, JsonNode b) {
    return compare(a, b) <= 0 ? a : b;
  }
}
