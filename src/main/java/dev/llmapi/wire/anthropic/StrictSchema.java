package dev.llmapi.wire.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.llmapi.model.FailureException;
import dev.llmapi.model.FailureKind;
import dev.llmapi.model.RawJson;
import dev.llmapi.wire.json.Json;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;

/**
 * Makes a schema one that Anthropic's structured outputs take, in the way of its own SDKs ({@code
 * transform-json-schema} in {@code @anthropic-ai/sdk} 1.12.0): objects are closed, {@code oneOf}
 * becomes {@code anyOf}, and a limit that it refuses is told in the description instead.
 */
final class StrictSchema {

  private static final Set<String> REFUSED_LIMITS =
      Set.of(
          "minimum",
          "maximum",
          "exclusiveMinimum",
          "exclusiveMaximum",
          "multipleOf",
          "minLength",
          "maxLength",
          "pattern",
          "maxItems",
          "uniqueItems",
          "contains",
          "minContains",
          "maxContains",
          "minProperties",
          "maxProperties",
          "patternProperties",
          "propertyNames");

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
    schema.remove("$schema");
    if (schema.get("oneOf") != null && schema.get("anyOf") == null) {
      schema.set("anyOf", schema.remove("oneOf"));
    }
    tellRefusedLimits(schema);
    if (schema.path("type").asText("").equals("object") || schema.path("properties").isObject()) {
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

  private static void closeAll(JsonNode schemas) {
    schemas.forEach(StrictSchema::closeIfSchema);
  }

  private static void closeIfSchema(JsonNode node) {
    if (node instanceof ObjectNode schema) {
      close(schema);
    }
  }

  private static void tellRefusedLimits(ObjectNode schema) {
    StringJoiner told = new StringJoiner(", ", "{", "}").setEmptyValue("");
    for (String member : schema.properties().stream().map(Map.Entry::getKey).toList()) {
      if (isRefused(member, schema.path(member))) {
        told.add(member + ": " + schema.remove(member));
      }
    }
    if (told.length() > 0) {
      String description = schema.path("description").asText("");
      schema.put(
          "description", description.isEmpty() ? told.toString() : description + "\n\n" + told);
    }
  }

  private static boolean isRefused(String member, JsonNode value) {
    return switch (member) {
      case "minItems" -> value.asInt() > 1;
      case "format" -> !KNOWN_FORMATS.contains(value.asText(""));
      default -> REFUSED_LIMITS.contains(member);
    };
  }
}
