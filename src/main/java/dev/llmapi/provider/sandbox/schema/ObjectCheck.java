package dev.llmapi.provider.sandbox.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What {@link SchemaCheck} asks of an object. */
record ObjectCheck(SchemaCheck check, SchemaScope scope) {

  boolean accepts(JsonNode schema, JsonNode object) {
    return object.size() >= SchemaScope.count(schema, "minProperties", 0)
        && object.size() <= SchemaScope.count(schema, "maxProperties", Integer.MAX_VALUE)
        && schema.path("required").valueStream().allMatch(name -> object.has(name.asText()))
        && object
            .propertyStream()
            .allMatch(member -> acceptsMember(schema, member.getKey(), member.getValue()))
        && acceptsDependent(schema, object)
        && acceptsUnevaluated(schema, object);
  }

  private boolean acceptsMember(JsonNode schema, String name, JsonNode value) {
    return check.accepts(schema.path("propertyNames"), SchemaScope.NODES.textNode(name))
        && memberSchemas(schema, name).stream().allMatch(part -> check.accepts(part, value));
  }

  /** All schemas that the member {@code name} of an object must fit. */
  List<JsonNode> memberSchemas(JsonNode schema, String name) {
    var schemas = new ArrayList<JsonNode>();
    if (schema.path("properties").has(name)) {
      schemas.add(schema.path("properties").get(name));
    }
    schema
        .path("patternProperties")
        .properties()
        .forEach(entry -> {
          if (scope.patterns().finds(entry.getKey(), name)) {
            schemas.add(entry.getValue());
          }
        });
    if (schemas.isEmpty() && schema.has("additionalProperties")) {
      schemas.add(schema.get("additionalProperties"));
    }
    return schemas;
  }

  private boolean acceptsDependent(JsonNode schema, JsonNode object) {
    return Stream.of("dependentRequired", "dependentSchemas", "dependencies")
        .flatMap(keyword -> schema.path(keyword).propertyStream())
        .filter(entry -> object.has(entry.getKey()))
        .allMatch(entry ->
            entry.getValue().isArray()
                ? entry.getValue().valueStream().allMatch(name -> object.has(name.asText()))
                : check.accepts(entry.getValue(), object));
  }

  private boolean acceptsUnevaluated(JsonNode schema, JsonNode object) {
    var unevaluated = schema.get("unevaluatedProperties");
    return unevaluated == null
        || object
            .propertyStream()
            .filter(member -> !isEvaluated(schema, object, member.getKey()))
            .allMatch(member -> check.accepts(unevaluated, member.getValue()));
  }

  /** Whether {@code schema}, or a part of it that accepts the object, speaks of this member. */
  private boolean isEvaluated(JsonNode schema, JsonNode object, String name) {
    scope.step();
    if (!memberSchemas(schema, name).isEmpty()) {
      return true;
    }
    var parts =
        Stream.of(
                scope.target(schema).stream(),
                schema.path("allOf").valueStream(),
                schema.path("anyOf").valueStream(),
                schema.path("oneOf").valueStream(),
                Stream.of("if", "then", "else").map(schema::path).filter(JsonNode::isObject))
            .flatMap(stream -> stream);
    return parts.anyMatch(part -> check.accepts(part, object) && isEvaluated(part, object, name));
  }
}
