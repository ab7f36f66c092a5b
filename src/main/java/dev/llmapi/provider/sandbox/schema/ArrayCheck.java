package dev.llmapi.provider.sandbox.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** What {@link SchemaCheck} asks of an array. */
record ArrayCheck(SchemaCheck check, SchemaScope scope) {

  boolean accepts(JsonNode schema, JsonNode array) {
    var elements = SchemaCheck.elementsOf(array);
    return elements.size() >= SchemaScope.count(schema, "minItems", 0)
        && elements.size() <= SchemaScope.count(schema, "maxItems", Integer.MAX_VALUE)
        && acceptsElements(schema, elements)
        && (!schema.path("uniqueItems").asBoolean(false) || areDistinct(elements))
        && acceptsContained(schema, elements);
  }

  private boolean acceptsElements(JsonNode schema, List<JsonNode> elements) {
    for (var i = 0; i < elements.size(); i++) {
      if (!check.accepts(elementSchema(schema, i), elements.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** The schema of the element at {@code index}; missing where it may be anything. */
  static JsonNode elementSchema(JsonNode schema, int index) {
    var tuple = schema.path("items").isArray() ? schema.path("items") : schema.path("prefixItems");
    if (index < tuple.size()) {
      return tuple.get(index);
    }
    return schema.path(schema.path("items").isArray() ? "additionalItems" : "items");
  }

  private boolean areDistinct(List<JsonNode> elements) {
    for (var i = 0; i < elements.size(); i++) {
      scope.spend(i / 8);
      for (var j = 0; j < i; j++) {
        if (SchemaCheck.same(elements.get(i), elements.get(j))) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean acceptsContained(JsonNode schema, List<JsonNode> elements) {
    var contains = schema.get("contains");
    if (contains == null) {
      return true;
    }
    var count = elements.stream().filter(element -> check.accepts(contains, element)).count();
    return count >= SchemaScope.count(schema, "minContains", 1)
        && count <= SchemaScope.count(schema, "maxContains", Integer.MAX_VALUE);
  }
}
