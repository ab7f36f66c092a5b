package dev.llmapi.provider.sandbox.schema;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The document that a schema stands in: where its references lead, and how much work it may cost.
 * One per example.
 */
final class SchemaScope {
  static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static final int MOST_STEPS = 200_000;
  private static final int MOST_REFERENCES = 32;
  private static final List<String> REFERENCES = List.of("$ref", "$dynamicRef", "$recursiveRef");

  private final JsonNode root;
  private int steps;

  SchemaScope(JsonNode root) {
    this.root = root;
  }

  /** Counts a step, so that a schema made to take forever does not. */
  void step() {
    if (++steps > MOST_STEPS) {
      throw new UnfittableSchemaException("the schema is too complex");
    }
  }

  /** {@code schema} without references and {@code allOf}: all that they say is in it. */
  JsonNode flat(JsonNode schema) {
    return flat(schema, 0);
  }

  private JsonNode flat(JsonNode schema, int references) {
    step();
    if (references > MOST_REFERENCES) {
      throw new UnfittableSchemaException("a reference leads to itself");
    }
    var target = target(schema);
    if (target.isEmpty() && !schema.has("allOf")) {
      return schema;
    }
    var parts = new ArrayList<JsonNode>();
    var rest = ((ObjectNode) schema).deepCopy();
    rest.remove(REFERENCES);
    rest.remove("allOf");
    parts.add(rest);
    target.ifPresent(parts::add);
    schema.path("allOf").forEach(parts::add);
    return parts.stream()
        .map(part -> flat(part, references + 1))
        .reduce(SchemaMerge::both)
        .orElse(rest);
  }

  /** Where the reference in {@code schema} leads, if it has one. */
  Optional<JsonNode> target(JsonNode schema) {
    return REFERENCES.stream()
        .map(schema::path)
        .filter(JsonNode::isTextual)
        .findFirst()
        .map(reference -> resolve(reference.textValue()));
  }

  private JsonNode resolve(String reference) {
    var fragment = reference.substring(reference.indexOf('#') + 1);
    if (reference.equals("#")) {
      return root;
    }
    var found =
        fragment.startsWith("/")
            ? root.at(JsonPointer.compile(URLDecoder.decode(fragment, StandardCharsets.UTF_8)))
            : named(root, fragment);
    if (found.isMissingNode()) {
      throw new UnfittableSchemaException("the reference '" + reference + "' leads nowhere");
    }
    return found;
  }

  /** The part with this {@code $anchor}, {@code $dynamicAnchor} or {@code $id}. */
  private static JsonNode named(JsonNode node, String name) {
    for (var member : List.of("$anchor", "$dynamicAnchor", "$id")) {
      if (node.path(member).asText().equals(name)) {
        return node;
      }
    }
    return node.valueStream()
        .map(child -> named(child, name))
        .filter(child -> !child.isMissingNode())
        .findFirst()
        .orElse(MissingNode.getInstance());
  }
}
