package dev.llmapi.provider.sandbox.schema;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The document that a schema stands in: where its references lead, and how much work it may cost.
 * One per example.
 */
final class SchemaScope {
  static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static final int MOST_STEPS = 200_000;
  private static final int MOST_CHOICES = 1_000;
  private static final int MOST_REFERENCES = 32;
  private static final List<String> REFERENCES = List.of("$ref", "$dynamicRef", "$recursiveRef");

  private final JsonNode root;
  private final Patterns patterns = new Patterns();
  private final Map<String, JsonNode> resolved = new HashMap<>();
  private long steps;

  SchemaScope(JsonNode root) {
    this.root = root;
  }

  Patterns patterns() {
    return patterns;
  }

  /** The number under a keyword that counts, as far as an int goes. */
  static int count(JsonNode schema, String keyword, int fallback) {
    var number = schema.path(keyword);
    return number.isNumber()
        ? (int) Math.clamp(number.doubleValue(), 0, Integer.MAX_VALUE)
        : fallback;
  }

  /** Counts a step, so that a schema made to take forever does not. */
  void step() {
    spend(1);
  }

  /** Counts work that is worth this many steps. */
  void spend(long work) {
    steps += work;
    if (steps > MOST_STEPS) {
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
    var rest = SchemaMerge.copyOf(schema);
    rest.remove(REFERENCES);
    rest.remove("allOf");
    parts.add(rest);
    target.ifPresent(parts::add);
    schema.path("allOf").forEach(parts::add);
    return parts.stream().map(part -> flat(part, references + 1)).reduce(this::both).orElse(rest);
  }

  /** One schema that says what two say. */
  JsonNode both(JsonNode a, JsonNode b) {
    spend(1 + (a.size() + b.size()) / 8);
    for (var keyword : List.of("anyOf", "oneOf", "enum")) {
      var pairs = (long) a.path(keyword).size() * b.path(keyword).size();
      spend(pairs / 8);
      if (pairs > MOST_CHOICES && !keyword.equals("enum")) {
        throw new UnfittableSchemaException("it leaves too many choices");
      }
    }
    return SchemaMerge.both(a, b);
  }

  /** Where the reference in {@code schema} leads, if it has one. */
  Optional<JsonNode> target(JsonNode schema) {
    return REFERENCES.stream()
        .map(schema::path)
        .filter(JsonNode::isTextual)
        .findFirst()
        .map(reference -> resolved.computeIfAbsent(reference.textValue(), this::resolve));
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
