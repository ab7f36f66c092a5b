package dev.llmapi.wire.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.llmapi.model.FailureException;
import dev.llmapi.model.FailureKind;
import dev.llmapi.model.RawJson;
import dev.llmapi.wire.json.Json;
import dev.llmapi.wire.json.SchemaNote;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A JSON schema in the part of OpenAPI 3.0 that {@code responseSchema} knows, for models older than
 * {@code responseJsonSchema}: references are put in place, null becomes {@code nullable}, const an
 * enum of one; what it has no word for ({@code not}, {@code multipleOf} …) is told in the
 * description instead.
 *
 * @see <a href="https://ai.google.dev/api/caching#Schema">Google's Schema</a>
 */
final class OpenApiSchema {

  private static final int MAX_DEPTH = 32;

  /** References that name one another can multiply; OpenAI's own limit is 5,000 properties. */
  private static final int MAX_SCHEMAS = 5_000;

  private static final Set<String> COPIED =
      Set.of(
          "title",
          "description",
          "minItems",
          "maxItems",
          "minLength",
          "maxLength",
          "pattern",
          "minimum",
          "maximum",
          "minProperties",
          "maxProperties",
          "required",
          "propertyOrdering",
          "nullable");

  private static final Set<String> FORMATS =
      Set.of("float", "double", "int32", "int64", "date-time", "enum");

  /** What is said in another way, or says nothing. */
  private static final Set<String> TRANSLATED =
      Set.of("type", "items", "properties", "anyOf", "oneOf", "allOf", "definitions");

  private final JsonNode root;
  private final String param;
  private int schemas;

  private OpenApiSchema(JsonNode root, String param) {
    this.root = root;
    this.param = param;
  }

  /**
   * The schema in Google's words.
   *
   * @throws FailureException INVALID_VALUE of {@code param} when it is recursive, too large, or
   *     refers to what is not there
   */
  static RawJson of(RawJson schema, String param) throws IOException {
    JsonNode root = Json.tree(schema.text());
    return Json.raw(new OpenApiSchema(root, param).convert(root, 0));
  }

  private ObjectNode convert(JsonNode schema, int depth) {
    if (depth > MAX_DEPTH || ++schemas > MAX_SCHEMAS) {
      throw refused("The schema is recursive or too large for this model.");
    }
    if (schema instanceof ObjectNode referring && schema.has("$ref")) {
      return referred(referring, depth);
    }
    ObjectNode converted = JsonNodeFactory.instance.objectNode();
    for (String name : COPIED) {
      if (schema.has(name)) {
        converted.set(name, schema.path(name).deepCopy());
      }
    }
    type(schema, converted);
    values(schema, converted);
    structure(schema, converted, depth);
    alternatives(schema, converted, depth);
    for (JsonNode part : schema.path("allOf")) {
      merge(converted, convert(part, depth + 1));
    }
    tellRest(schema, converted);
    return converted;
  }

  private static void tellRest(JsonNode schema, ObjectNode converted) {
    Map<String, JsonNode> rest = new LinkedHashMap<>();
    schema.properties().stream()
        .filter(member -> !isSaid(member.getKey(), member.getValue(), converted))
        .forEach(member -> rest.put(member.getKey(), member.getValue()));
    SchemaNote.tell(converted, rest);
  }

  private static boolean isSaid(String name, JsonNode value, ObjectNode converted) {
    return switch (name) {
      case "format" -> converted.has("format");
      case "enum", "const" -> converted.has("enum");
      case "additionalProperties" -> !value.isObject() || value.isEmpty();
      default -> name.startsWith("$") || COPIED.contains(name) || TRANSLATED.contains(name);
    };
  }

  /** What is referred to, and what the reference has beside it: a description, as a rule. */
  private ObjectNode referred(ObjectNode schema, int depth) {
    ObjectNode converted = convert(target(schema.path("$ref").asText()), depth + 1);
    ObjectNode beside = schema.deepCopy().remove(List.of("$ref", "$defs", "definitions"));
    if (!beside.isEmpty()) {
      merge(converted, convert(beside, depth + 1));
    }
    return converted;
  }

  private JsonNode target(String reference) {
    JsonNode found =
        reference.equals("#")
            ? root
            : reference.startsWith("#/")
                ? root.at(reference.substring(1))
                : MissingNode.getInstance();
    if (!found.isObject()) {
      throw refused("The schema refers to a definition that is not in it.");
    }
    return found;
  }

  private static void type(JsonNode schema, ObjectNode converted) {
    if (FORMATS.contains(schema.path("format").asText())) {
      converted.set("format", schema.path("format"));
    }
    JsonNode type = schema.path("type");
    if (type.isTextual()) {
      converted.set("type", type);
    }
    List<String> types = new ArrayList<>();
    type.forEach(name -> types.add(name.asText()));
    if (types.remove("null")) {
      converted.put("nullable", true);
    }
    if (types.size() == 1) {
      converted.put("type", types.getFirst());
    } else if (!types.isEmpty()) {
      ArrayNode anyOf = converted.putArray("anyOf");
      types.forEach(name -> anyOf.addObject().put("type", name));
    }
  }

  /** Google's enums hold strings only; of other kinds the type has to do. */
  private static void values(JsonNode schema, ObjectNode converted) {
    List<JsonNode> values = new ArrayList<>();
    schema.path("enum").forEach(values::add);
    if (schema.has("const")) {
      values.add(schema.path("const"));
    }
    if (values.removeIf(JsonNode::isNull)) {
      converted.put("nullable", true);
    }
    if (!values.isEmpty() && values.stream().allMatch(JsonNode::isTextual)) {
      converted.put("type", "string");
      converted.putArray("enum").addAll(values);
    } else if (!values.isEmpty() && !converted.has("type")) {
      JsonNode first = values.getFirst();
      converted.put(
          "type",
          first.isBoolean() ? "boolean" : first.isIntegralNumber() ? "integer" : typeOf(first));
    }
  }

  private static String typeOf(JsonNode value) {
    return value.isNumber() ? "number" : value.isObject() ? "object" : "array";
  }

  private void structure(JsonNode schema, ObjectNode converted, int depth) {
    if (schema.path("items").isObject()) {
      putType(converted, "array");
      converted.set("items", convert(schema.path("items"), depth + 1));
    }
    if (schema.path("properties").isObject()) {
      putType(converted, "object");
      ObjectNode properties = converted.withObjectProperty("properties");
      schema
          .path("properties")
          .properties()
          .forEach(e -> properties.set(e.getKey(), convert(e.getValue(), depth + 1)));
    }
  }

  private static void putType(ObjectNode converted, String type) {
    if (!converted.has("type") && !converted.has("anyOf")) {
      converted.put("type", type);
    }
  }

  private void alternatives(JsonNode schema, ObjectNode converted, int depth) {
    List<ObjectNode> choices = new ArrayList<>();
    for (String name : List.of("anyOf", "oneOf")) {
      for (JsonNode choice : schema.path(name)) {
        if (choice.path("type").asText().equals("null")) {
          converted.put("nullable", true);
        } else {
          choices.add(convert(choice, depth + 1));
        }
      }
    }
    if (choices.size() == 1) {
      merge(converted, choices.getFirst());
    } else if (!choices.isEmpty()) {
      converted.putArray("anyOf").addAll(choices);
    }
  }

  /** Adds what {@code part} says more; properties and required names of both hold. */
  private static void merge(ObjectNode into, ObjectNode part) {
    part.properties()
        .forEach(member -> {
          JsonNode had = into.path(member.getKey());
          if (had instanceof ObjectNode properties && member.getKey().equals("properties")) {
            properties.setAll((ObjectNode) member.getValue());
          } else if (had instanceof ArrayNode names && member.getKey().equals("required")) {
            names.addAll((ArrayNode) member.getValue());
          } else {
            into.set(member.getKey(), member.getValue());
          }
        });
  }

  private FailureException refused(String message) {
    return FailureException.of(FailureKind.INVALID_VALUE, message, param);
  }
}
