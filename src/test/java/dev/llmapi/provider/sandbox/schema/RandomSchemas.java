package dev.llmapi.provider.sandbox.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.SplittableRandom;

/** Makes schemas that some value fits, of most keywords, the same ones for the same seed. */
public final class RandomSchemas {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final List<String> NAMES =
      List.of("name", "city", "count", "price", "tags", "created_at", "isOpen", "note", "items");
  private static final List<String> PATTERNS =
      List.of(
          "^[A-Z]{3}-\\d{4}$",
          "^(red|green|blue)$",
          "^[a-z][a-z0-9_]{2,9}$",
          "^\\+?[0-9 ]{5,15}$",
          "\\d",
          "^#(?:[0-9a-fA-F]{3}){1,2}$",
          "^[^@\\s]+@[^@\\s]+\\.[a-z]{2,}$");
  private static final List<String> FORMATS =
      List.of(
          "date-time",
          "date",
          "time",
          "duration",
          "email",
          "hostname",
          "ipv4",
          "ipv6",
          "uri",
          "uuid");

  private final SplittableRandom random;

  private RandomSchemas(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** A schema of an object, with definitions that its parts refer to, one of them to itself. */
  public static ObjectNode ofSeed(long seed) {
    return new RandomSchemas(seed).root();
  }

  private ObjectNode root() {
    var root = object(3);
    var definitions = root.putObject("$defs");
    definitions.set("leaf", leaf());
    var node = typed("object");
    node.putObject("properties").set("value", reference("leaf"));
    ((ObjectNode) node.get("properties"))
        .set("next", NODES.objectNode().set("anyOf", array(reference("node"), typed("null"))));
    node.set("required", texts(List.of("value", "next")));
    node.put("additionalProperties", false);
    definitions.set("node", node);
    return root;
  }

  private JsonNode any(int depth) {
    if (depth == 0) {
      return leaf();
    }
    return switch (random.nextInt(12)) {
      case 0, 1 -> object(depth - 1);
      case 2, 3 -> list(depth - 1);
      case 4 -> NODES.objectNode().set("anyOf", array(any(depth - 1), any(depth - 1)));
      case 5 -> oneOf();
      case 6 -> allOf();
      case 7 -> reference(random.nextBoolean() ? "leaf" : "node");
      case 8 -> conditional();
      default -> leaf();
    };
  }

  private JsonNode leaf() {
    return switch (random.nextInt(10)) {
      case 0 -> text();
      case 1 -> typed("string").put("pattern", pick(PATTERNS));
      case 2 -> typed("string").put("format", pick(FORMATS));
      case 3, 4 -> number();
      case 5 -> typed("boolean");
      case 6 -> NODES.objectNode().set("enum", texts(List.of("small", "medium", "large")));
      case 7 -> NODES.objectNode().put("const", random.nextInt(100));
      case 8 -> NODES.objectNode().set("type", texts(List.of("string", "null")));
      default -> typed("integer").set("not", NODES.objectNode().put("const", 1));
    };
  }

  private ObjectNode text() {
    var least = random.nextInt(30);
    return typed("string").put("minLength", least).put("maxLength", least + random.nextInt(20));
  }

  private ObjectNode number() {
    var whole = random.nextBoolean();
    var schema = typed(whole ? "integer" : "number");
    var least = random.nextInt(-500, 500);
    switch (random.nextInt(5)) {
      case 0 -> schema.put("minimum", least).put("maximum", least + random.nextInt(20));
      case 1 -> schema.put("exclusiveMinimum", least).put("exclusiveMaximum", least + 2);
      case 2 -> schema.put("multipleOf", 1 + random.nextInt(9)).put("minimum", least);
      case 3 -> schema.put("maximum", least);
      default -> schema.put("minimum", least);
    }
    return schema;
  }

  private ObjectNode object(int depth) {
    var schema = typed("object");
    var properties = schema.putObject("properties");
    var required = schema.putArray("required");
    for (var name : NAMES.subList(0, 1 + random.nextInt(NAMES.size()))) {
      properties.set(name, any(depth));
      if (random.nextInt(3) > 0) {
        required.add(name);
      }
    }
    switch (random.nextInt(5)) {
      case 0 -> schema.put("additionalProperties", false);
      case 1 -> {
        schema.set("additionalProperties", typed("integer"));
        schema.put("minProperties", properties.size() + 2);
      }
      case 2 -> {
        schema.putObject("patternProperties").set("^x-", typed("string"));
        schema.putObject("propertyNames").put("maxLength", 20);
      }
      case 3 -> schema.putObject("dependentRequired").set("name", texts(List.of("extra")));
      default -> schema.put("unevaluatedProperties", false);
    }
    return schema;
  }

  private ObjectNode list(int depth) {
    var schema = typed("array");
    switch (random.nextInt(4)) {
      case 0 -> schema.set("items", any(depth));
      case 1 -> {
        schema.set("prefixItems", array(any(depth), leaf()));
        schema.put("items", false);
      }
      case 2 -> {
        schema.set("items", typed(random.nextBoolean() ? "integer" : "string"));
        schema.put("uniqueItems", true).put("minItems", random.nextInt(12));
      }
      default -> {
        schema.set("contains", NODES.objectNode().put("const", "needle"));
        schema.put("minContains", 1 + random.nextInt(3)).put("maxItems", 5);
      }
    }
    return schema;
  }

  private ObjectNode oneOf() {
    return NODES.objectNode().set("oneOf", array(variant("circle"), variant("square")));
  }

  private ObjectNode variant(String kind) {
    var schema = typed("object");
    var properties = schema.putObject("properties");
    properties.putObject("kind").put("const", kind);
    properties.set(kind, leaf());
    schema.set("required", texts(List.of("kind", kind)));
    return schema.put("additionalProperties", false);
  }

  private ObjectNode allOf() {
    var least = random.nextInt(50);
    return NODES
        .objectNode()
        .set(
            "allOf",
            array(
                typed("integer").put("minimum", least),
                NODES.objectNode().put("maximum", least + 10),
                NODES.objectNode().put("multipleOf", 1 + random.nextInt(5))));
  }

  private ObjectNode conditional() {
    var schema = variant("flag");
    schema.put("additionalProperties", true);
    schema
        .putObject("if")
        .putObject("properties")
        .putObject("kind")
        .put("const", random.nextBoolean() ? "flag" : "other");
    schema.putObject("then").set("required", texts(List.of("when_true")));
    schema.putObject("else").set("required", texts(List.of("when_false")));
    return schema;
  }

  private static ObjectNode typed(String type) {
    return NODES.objectNode().put("type", type);
  }

  private static ObjectNode reference(String name) {
    return NODES.objectNode().put("$ref", "#/$defs/" + name);
  }

  private static ArrayNode array(JsonNode... nodes) {
    return NODES.arrayNode().addAll(List.of(nodes));
  }

  private static ArrayNode texts(List<String> texts) {
    var array = NODES.arrayNode();
    texts.forEach(array::add);
    return array;
  }

  private String pick(List<String> from) {
    return from.get(random.nextInt(from.size()));
  }
}
