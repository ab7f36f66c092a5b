package dev.llmapi.provider.sandbox.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The types of JSON Schema. */
enum SchemaTypes {
  OBJECT("properties", "required", "additionalProperties", "patternProperties", "minProperties"),
  ARRAY("items", "prefixItems", "contains", "minItems", "uniqueItems"),
  STRING("pattern", "format", "minLength", "maxLength"),
  INTEGER,
  NUMBER("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"),
  BOOLEAN,
  NULL;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> keywords;

  SchemaTypes(String... keywords) {
    this.keywords = List.of(keywords);
  }

  /**
   * The types that a schema allows, null last; the one that its keywords speak of if it is silent.
   */
  static List<SchemaTypes> of(JsonNode schema) {
    var type = schema.path("type");
    if (type.isTextual()) {
      return List.of(named(type.textValue()));
    }
    if (type.isArray()) {
      var all = new ArrayList<SchemaTypes>();
      type.forEach(one -> all.add(named(one.asText())));
      all.sort((a, b) -> Boolean.compare(a == NULL, b == NULL));
      return all;
    }
    for (var candidate : values()) {
      if (candidate.keywords.stream().anyMatch(schema::has)) {
        return List.of(candidate);
      }
    }
    return List.of(STRING, OBJECT, INTEGER, BOOLEAN, ARRAY, NULL);
  }

  private static SchemaTypes named(String name) {
    try {
      return valueOf(name.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException _) {
      throw new UnfittableSchemaException("there is no type '" + name + "'");
    }
  }
}
