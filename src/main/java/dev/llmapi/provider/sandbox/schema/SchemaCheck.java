package dev.llmapi.provider.sandbox.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * Whether a value fits a schema (JSON Schema 2020-12, and what older drafts wrote otherwise).
 *
 * <p>{@code format} is not checked: it is an annotation there, and the sandbox writes formats from
 * a table.
 */
final class SchemaCheck {
  private static final int MOST_DEPTH = 200;

  private final SchemaScope scope;
  private final ObjectCheck objects;
  private final ArrayCheck arrays;
  private int depth;

  SchemaCheck(SchemaScope scope) {
    this.scope = scope;
    this.objects = new ObjectCheck(this, scope);
    this.arrays = new ArrayCheck(this, scope);
  }

  boolean accepts(JsonNode schema, JsonNode value) {
    scope.step();
    if (!schema.isObject()) {
      return schema.isMissingNode() || schema.booleanValue();
    }
    if (depth == MOST_DEPTH) {
      throw new UnfittableSchemaException("a reference leads to itself");
    }
    depth++;
    try {
      return acceptsAll(schema, value);
    } finally {
      depth--;
    }
  }

  private boolean acceptsAll(JsonNode schema, JsonNode value) {
    return scope.target(schema).map(target -> accepts(target, value)).orElse(true)
        && acceptsType(schema, value)
        && acceptsFixed(schema, value)
        && acceptsCombined(schema, value)
        && acceptsCondition(schema, value)
        && switch (value.getNodeType()) {
          case OBJECT -> objects.accepts(schema, value);
          case ARRAY -> arrays.accepts(schema, value);
          case STRING -> acceptsString(schema, value.textValue());
          case NUMBER -> acceptsNumber(schema, value.decimalValue());
          case BOOLEAN, NULL, BINARY, MISSING, POJO -> true;
        };
  }

  /** Whether two values are the same in JSON's sense: 1 and 1.0 are. */
  static boolean same(JsonNode a, JsonNode b) {
    return a.equals(
        (x, y) ->
            x.isNumber() && y.isNumber()
                ? x.decimalValue().compareTo(y.decimalValue())
                : x.equals(y) ? 0 : 1,
        b);
  }

  private static boolean acceptsType(JsonNode schema, JsonNode value) {
    var type = schema.path("type");
    return type.isMissingNode()
        || (type.isTextual()
            ? isOfType(type.textValue(), value)
            : type.valueStream().anyMatch(one -> isOfType(one.asText(), value)));
  }

  private static boolean isOfType(String type, JsonNode value) {
    return switch (type) {
      case "object" -> value.isObject();
      case "array" -> value.isArray();
      case "string" -> value.isTextual();
      case "boolean" -> value.isBoolean();
      case "null" -> value.isNull();
      case "number" -> value.isNumber();
      case "integer" -> value.isNumber() && value.decimalValue().stripTrailingZeros().scale() <= 0;
      default -> false;
    };
  }

  private static boolean acceptsFixed(JsonNode schema, JsonNode value) {
    var allowed = schema.get("enum");
    var constant = schema.get("const");
    return (constant == null || same(constant, value))
        && (allowed == null || allowed.valueStream().anyMatch(one -> same(one, value)));
  }

  private boolean acceptsCombined(JsonNode schema, JsonNode value) {
    var any = schema.get("anyOf");
    var one = schema.get("oneOf");
    var not = schema.get("not");
    return schema.path("allOf").valueStream().allMatch(part -> accepts(part, value))
        && (any == null || any.valueStream().anyMatch(part -> accepts(part, value)))
        && (one == null || one.valueStream().filter(part -> accepts(part, value)).count() == 1)
        && (not == null || !accepts(not, value));
  }

  private boolean acceptsCondition(JsonNode schema, JsonNode value) {
    var condition = schema.get("if");
    if (condition == null) {
      return true;
    }
    var consequence = schema.get(accepts(condition, value) ? "then" : "else");
    return consequence == null || accepts(consequence, value);
  }

  private boolean acceptsString(JsonNode schema, String text) {
    var length = text.codePointCount(0, text.length());
    var pattern = schema.get("pattern");
    return length >= SchemaScope.count(schema, "minLength", 0)
        && length <= SchemaScope.count(schema, "maxLength", Integer.MAX_VALUE)
        && (pattern == null || scope.patterns().finds(pattern.asText(), text));
  }

  private static boolean acceptsNumber(JsonNode schema, BigDecimal number) {
    var multiple = schema.path("multipleOf");
    return Bounds.of(schema).contain(number)
        && (!multiple.isNumber()
            || multiple.decimalValue().signum() == 0
            || number.remainder(multiple.decimalValue()).signum() == 0);
  }

  static List<JsonNode> elementsOf(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }
}
