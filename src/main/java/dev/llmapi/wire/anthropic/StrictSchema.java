package dev.llmapi.wire.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.llmapi.model.FailureException;
import dev.llmapi.model.FailureKind;
import dev.llmapi.model.RawJson;
import dev.llmapi.wire.json.Json;
import dev.llmapi.wire.json.SchemaNote;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes a schema one that Anthropic's structured outputs take, in the way of its own SDKs ({@code
 * transform-json-schema} in {@code @anthropic-ai/sdk} 1.14.0): objects are closed, {@code oneOf}
 * becomes {@code anyOf}, and what it does not know is told in the description instead.
 */
final class StrictSchema {

  private static final Set<String> KNOWN =
      Set.of(
          "type",
          "properties",
          "required",
          "additionalProperties",
          "items",
          "const",
          "anyOf",
          "allOf",
          "$ref",
          "$defs",
          "definitions",
          "default",
          "title",
          "description");

  /** Beside a reference nothing else may stand but these, which hold schemas to refer to. */
  private static final Set<String> BESIDE_REFERENCE = Set.of("$ref", "$defs", "definitions");

  /** What narrows nothing, and is no hint either. */
  private static final List<String> SAYING_NOTHING = List.of("$schema", "$id", "$comment");

  private static final Set<String> KNOWN_FORMATS =
      Set.of(
          "date-time",
          "time",
          "date",
          "duration",
          "email",
          "hostname",
          "uri",
          "ipv4",
          "ipv6",
          "uuid");

  /** Members whose value is a schema by name, and members whose value is a list of schemas. */
  private static final List<String> SCHEMAS_BY_NAME = List.of("properties", "$defs", "definitions");

  private static final List<String> SCHEMA_LISTS = List.of("anyOf", "allOf");

  private StrictSchema() {}

  /**
   * The schema in the form that Anthropic takes.
   *
   * @param path where the client wrote it
   * @throws FailureException when it is not a JSON object
   */
  static RawJson of(RawJson schema, String path) {
    try {
      if (ExactJson.tree(schema.text()) instanceof ObjectNode node) {
        close(node);
        return Json.raw(node);
      }
    } catch (IOException _) {
      // Refused below, in words that quote nothing.
    }
    throw FailureException.of(
        FailureKind.INVALID_VALUE, "A JSON schema of an object is expected.", path);
  }

  private static void close(ObjectNode schema) {
    schema.remove(SAYING_NOTHING);
    asAnyOf(schema, "oneOf");
    if (schema.path("allOf").size() == 1) {
      asAnyOf(schema, "allOf");
    }
    wrapReference(schema);
    tellUnknown(schema);
    if (isObject(schema.path("type")) || schema.path("properties").isObject()) {
      schema.put("additionalProperties", false);
    }
    for (String member : SCHEMAS_BY_NAME) {
      closeAll(schema.path(member));
    }
    for (String member : SCHEMA_LISTS) {
      closeAll(schema.path(member));
    }
    closeIfSchema(schema.path("items"));
  }

  private static void asAnyOf(ObjectNode schema, String member) {
    if (schema.has(member) && !schema.has("anyOf")) {
      schema.set("anyOf", schema.remove(member));
    }
  }

  /** A reference with a description or the like beside it becomes the only one of {@code anyOf}. */
  private static void wrapReference(ObjectNode schema) {
    boolean alone =
        schema.properties().stream().allMatch(e -> BESIDE_REFERENCE.contains(e.getKey()));
    if (schema.has("$ref") && !alone) {
      JsonNode reference = schema.remove("$ref");
      if (!schema.has("anyOf")) {
        schema.putArray("anyOf").addObject().set("$ref", reference);
      }
    }
  }

  private static boolean isObject(JsonNode type) {
    if (type.asText("").equals("object")) {
      return true;
    }
    for (JsonNode each : type) {
      if (each.asText("").equals("object")) {
        return true;
      }
    }
    return false;
  }

  private static void closeAll(JsonNode schemas) {
    schemas.forEach(StrictSchema::closeIfSchema);
  }

  private static void closeIfSchema(JsonNode node) {
    if (node instanceof ObjectNode schema) {
      close(schema);
    }
  }

  private static void tellUnknown(ObjectNode schema) {
    Map<String, JsonNode> unknown = new LinkedHashMap<>();
    for (String member : schema.properties().stream().map(Map.Entry::getKey).toList()) {
      if (!isKnown(member, schema.path(member))) {
        unknown.put(member, schema.remove(member));
      }
    }
    SchemaNote.tell(schema, unknown);
  }

  private static boolean isKnown(String member, JsonNode value) {
    return switch (member) {
      case "minItems" -> value.asInt() <= 1;
      case "format" -> KNOWN_FORMATS.contains(value.asText(""));
      case "enum" -> value.valueStream().noneMatch(JsonNode::isContainerNode);
      default -> KNOWN.contains(member);
    };
  }
}
