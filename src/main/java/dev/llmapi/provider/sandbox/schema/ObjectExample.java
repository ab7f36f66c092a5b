package dev.llmapi.provider.sandbox.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.llmapi.provider.sandbox.schema.SchemaExample.Fullness;
import dev.llmapi.provider.sandbox.schema.SchemaExample.Place;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Makes objects: the required properties, optional ones, and as many more as must be. */
record ObjectExample(
    SchemaExample example,
    SchemaScope scope,
    ObjectCheck check,
    PromptValues values,
    Fullness fullness) {
  private static final int MOST_PROPERTIES = 200;

  Stream<Supplier<JsonNode>> candidates(JsonNode schema, Place place) {
    return Stream.of(
        () -> make(schema, place, namesWithOptional(schema, place)),
        () -> make(schema, place, requiredNames(schema)));
  }

  private static Set<String> requiredNames(JsonNode schema) {
    var names = new LinkedHashSet<String>();
    schema.path("required").forEach(name -> names.add(name.asText()));
    addDependent(schema, names);
    return names;
  }

  private Set<String> namesWithOptional(JsonNode schema, Place place) {
    var required = requiredNames(schema);
    var most = SchemaScope.count(schema, "maxProperties", MOST_PROPERTIES);
    var left = most - required.size();
    var chosen = new LinkedHashSet<String>();
    for (var property : schema.path("properties").properties()) {
      if (required.contains(property.getKey())) {
        chosen.add(property.getKey());
      } else if (left > 0 && isWanted(property.getKey(), property.getValue(), place)) {
        chosen.add(property.getKey());
        left--;
      }
    }
    chosen.addAll(required);
    addDependent(schema, chosen);
    return chosen;
  }

  private boolean isWanted(String name, JsonNode schema, Place place) {
    var flat = scope.flat(schema);
    return switch (fullness) {
      case ALL -> !place.isDeep();
      case ASKED ->
          values.speaksOf(name)
              || flat.path("enum").valueStream().anyMatch(value -> values.mentions(value.asText()));
    };
  }

  private static void addDependent(JsonNode schema, Set<String> names) {
    var before = 0;
    while (names.size() > before) {
      before = names.size();
      Stream.of("dependentRequired", "dependencies")
          .flatMap(keyword -> schema.path(keyword).propertyStream())
          .filter(entry -> names.contains(entry.getKey()) && entry.getValue().isArray())
          .toList()
          .forEach(entry -> entry.getValue().forEach(name -> names.add(name.asText())));
    }
  }

  private JsonNode make(JsonNode schema, Place place, Set<String> names) {
    var object = SchemaScope.NODES.objectNode();
    var required = requiredNames(schema);
    for (var name : names) {
      try {
        object.set(name, example.make(memberSchema(schema, name), place.property(name)));
      } catch (UnfittableSchemaException e) {
        if (required.contains(name)) {
          throw e;
        }
      }
    }
    fill(object, schema, place);
    return object;
  }

  /** Adds properties of its own until there are enough. */
  private void fill(ObjectNode object, JsonNode schema, Place place) {
    var least = SchemaScope.count(schema, "minProperties", 0);
    if (least > MOST_PROPERTIES) {
      throw new UnfittableSchemaException("an object in it is too large");
    }
    for (var i = 0; object.size() < least && i < least * 3; i++) {
      var name = nameFor(schema, i);
      if (!object.has(name)) {
        object.set(name, example.make(memberSchema(schema, name), place.property(name)));
      }
    }
  }

  private String nameFor(JsonNode schema, int index) {
    var known = schema.path("properties").propertyStream().map(Map.Entry::getKey).toList();
    if (index < known.size()) {
      return known.get(index);
    }
    var salt = index - known.size();
    var names = scope.flat(schema.path("propertyNames"));
    if (names.isObject()) {
      return example.make(names, new Place("name", salt, 0)).asText();
    }
    var pattern = schema.path("patternProperties").propertyStream().findFirst();
    return pattern
        .map(entry -> scope.patterns().example(entry.getKey()).write(salt, salt))
        .orElse("sandbox_" + (salt + 1));
  }

  /** One schema of all that a member must fit; anything fits a member that nothing speaks of. */
  private JsonNode memberSchema(JsonNode schema, String name) {
    var all = check.memberSchemas(schema, name);
    if (all.size() == 1) {
      return all.getFirst();
    }
    var both = SchemaScope.NODES.arrayNode().addAll(all);
    return all.isEmpty()
        ? SchemaScope.NODES.objectNode()
        : SchemaScope.NODES.objectNode().set("allOf", both);
  }
}
