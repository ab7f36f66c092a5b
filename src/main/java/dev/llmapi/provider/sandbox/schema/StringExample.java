package dev.llmapi.provider.sandbox.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmapi.provider.sandbox.schema.SchemaExample.Place;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Makes strings: from the prompt, by a format, by a pattern, or a plain placeholder. */
record StringExample(SchemaScope scope, PromptValues values) {
  private static final String PLACEHOLDER = "sandbox";
  private static final int MOST_CHARACTERS = 100_000;

  /** How often a part of a pattern that may be repeated is repeated more than it must. */
  private static final int MOST_REPEATS = 80;

  Stream<Supplier<JsonNode>> candidates(JsonNode schema, Place place) {
    var format = schema.path("format").asText();
    var said =
        values.texts(place.name(), format, place.salt()).stream()
            .map(text ->
                (Supplier<JsonNode>)
                    () -> {
                      values.use(text);
                      return SchemaScope.NODES.textNode(text);
                    });
    var given =
        Stream.concat(Stream.of(schema.path("default")), schema.path("examples").valueStream())
            .filter(JsonNode::isTextual)
            .map(value -> (Supplier<JsonNode>) () -> value);
    var formatted = FormatExamples.find(format, place.salt()).stream().map(StringExample::text);
    var patterned =
        schema.has("pattern")
            ? patterned(schema.get("pattern").asText(), place.salt())
            : Stream.<Supplier<JsonNode>>empty();
    Supplier<JsonNode> plain = () -> SchemaScope.NODES.textNode(placeholder(schema, place));
    return Stream.of(said, given, formatted, patterned, Stream.of(plain)).flatMap(stream -> stream);
  }

  private static Supplier<JsonNode> text(String text) {
    return () -> SchemaScope.NODES.textNode(text);
  }

  private Stream<Supplier<JsonNode>> patterned(String pattern, int salt) {
    var example = scope.patterns().example(pattern);
    return IntStream.rangeClosed(0, MOST_REPEATS)
        .mapToObj(extra -> extra)
        .flatMap(extra -> Stream.of(salt, salt + 1).map(other -> text(example, extra, other)));
  }

  private static Supplier<JsonNode> text(PatternExample example, int extra, int salt) {
    return () -> SchemaScope.NODES.textNode(example.write(extra, salt));
  }

  /** {@code sandbox title}, made as long or short as the schema wants it. */
  private String placeholder(JsonNode schema, Place place) {
    var words = place.name().replaceAll("([a-z])([A-Z])", "$1 $2").replaceAll("[_\\-\\s]+", " ");
    var text =
        new StringBuilder(
            PLACEHOLDER + " " + words + (place.salt() == 0 ? "" : " " + (place.salt() + 1)));
    var least = SchemaScope.count(schema, "minLength", 0);
    var most = SchemaScope.count(schema, "maxLength", MOST_CHARACTERS);
    if (least > MOST_CHARACTERS) {
      throw new UnfittableSchemaException("a string in it is too long");
    }
    scope.spend(least / 4);
    while (text.codePointCount(0, text.length()) < least) {
      text.append(' ').append(PLACEHOLDER);
    }
    if (most >= text.codePointCount(0, text.length())) {
      return text.toString();
    }
    var number = place.salt() == 0 ? "" : Integer.toString(place.salt() + 1);
    var kept = Math.max(0, most - number.length());
    return text.substring(0, text.offsetByCodePoints(0, kept))
        + number.substring(0, Math.min(most, number.length()));
  }
}
