package dev.llmapi.provider.sandbox.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.llmapi.provider.sandbox.schema.SchemaExample.Place;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Makes arrays as long as they must be, or as the prompt has values for. */
record ArrayExample(SchemaExample example, SchemaCheck check, PromptValues values) {
  private static final int MOST_ELEMENTS = 1_000;
  private static final int MOST_FROM_PROMPT = 8;

  Stream<Supplier<JsonNode>> candidates(JsonNode schema, Place place) {
    var least = SchemaScope.count(schema, "minItems", 0);
    var most = SchemaScope.count(schema, "maxItems", MOST_ELEMENTS);
    if (least > MOST_ELEMENTS) {
      throw new UnfittableSchemaException("an array in it is too long");
    }
    var tuple =
        schema.path("items").isArray()
            ? schema.path("items").size()
            : schema.path("prefixItems").size();
    var usual = place.isDeep() ? least : Math.max(Math.max(least, 1), tuple);
    return Stream.of(Math.max(usual, wanted(schema, place)), usual, least)
        .map(count -> Math.min(count, most))
        .distinct()
        .map(count -> () -> make(schema, place, count));
  }

  /** How many values the prompt has for the elements. */
  private int wanted(JsonNode schema, Place place) {
    var element = schema.path("items");
    var named =
        element.path("enum").valueStream().filter(value -> values.mentions(value.asText())).count();
    var plain = element.path("type").asText();
    var said =
        switch (plain) {
          case "string" -> element.has("enum") ? named : values.countFor(place.name());
          case "number", "integer" -> values.numbers(place.name()).size();
          default -> 0;
        };
    return (int) Math.min(MOST_FROM_PROMPT, said);
  }

  private ArrayNode make(JsonNode schema, Place place, int count) {
    var elements = new ArrayList<JsonNode>();
    var unique = schema.path("uniqueItems").asBoolean(false);
    var contained = schema.has("contains") ? SchemaScope.count(schema, "minContains", 1) : 0;
    var used = values.mark();
    if (wanted(schema, place) > 1) {
      values.reset(new BitSet());
    }
    for (var i = 0; i < Math.max(count, contained); i++) {
      elements.add(element(elementSchema(schema, i, contained), place, elements, unique));
    }
    used.or(values.mark());
    values.reset(used);
    return SchemaScope.NODES.arrayNode().addAll(elements);
  }

  /** The next element; where all must differ, made anew until it differs from those before. */
  private JsonNode element(JsonNode schema, Place place, List<JsonNode> before, boolean unique) {
    var first = before.size();
    for (var salt = first; salt < first + 2 * before.size() + 20; salt++) {
      var element = example.make(schema, place.element(salt));
      if (!unique || before.stream().noneMatch(other -> SchemaCheck.same(other, element))) {
        return element;
      }
    }
    throw new UnfittableSchemaException(
        "there are too few distinct values for '" + place.name() + "'");
  }

  private static JsonNode elementSchema(JsonNode schema, int index, int contained) {
    var element = ArrayCheck.elementSchema(schema, index);
    var given = element.isMissingNode() ? SchemaScope.NODES.objectNode() : element;
    return index < contained
        ? SchemaScope.NODES
            .objectNode()
            .set("allOf", SchemaScope.NODES.arrayNode().add(given).add(schema.get("contains")))
        : given;
  }
}
