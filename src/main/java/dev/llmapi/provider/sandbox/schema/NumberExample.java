package dev.llmapi.provider.sandbox.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmapi.provider.sandbox.schema.Bounds.Bound;
import dev.llmapi.provider.sandbox.schema.SchemaExample.Place;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Makes numbers within the bounds of a schema. */
record NumberExample(SchemaScope scope, PromptValues values) {
  private static final int STEPS = 100;
  private static final BigDecimal HALF = new BigDecimal("0.5");

  Stream<Supplier<JsonNode>> candidates(JsonNode schema, Place place, boolean whole) {
    var said =
        values.numbers(place.name()).stream()
            .map(number ->
                (Supplier<JsonNode>)
                    () -> {
                      values.use(number.toPlainString());
                      return node(number);
                    });
    var given =
        Stream.concat(Stream.of(schema.path("default")), schema.path("examples").valueStream());
    var made =
        made(schema, place.salt(), whole).stream()
            .map(number -> (Supplier<JsonNode>) () -> node(number));
    return Stream.of(
            said,
            given.filter(JsonNode::isNumber).map(value -> (Supplier<JsonNode>) () -> value),
            made)
        .flatMap(stream -> stream);
  }

  /** Multiples within the bounds, beginning near 1, then steps from either end. */
  private List<BigDecimal> made(JsonNode schema, int salt, boolean whole) {
    scope.spend(STEPS / 10);
    var bounds = Bounds.of(schema);
    var multiple =
        schema.path("multipleOf").isNumber()
            ? schema.get("multipleOf").decimalValue()
            : BigDecimal.ZERO;
    var step = multiple.signum() > 0 ? multiple : BigDecimal.ONE;
    var found = new ArrayList<BigDecimal>();
    for (var origin : origins(bounds, step)) {
      for (var i = 0; i < STEPS; i++) {
        found.add(origin.add(step.multiply(BigDecimal.valueOf(i))));
        found.add(origin.subtract(step.multiply(BigDecimal.valueOf(i))));
      }
    }
    if (!whole && multiple.signum() == 0) {
      origins(bounds, step).forEach(origin -> found.add(origin.add(HALF)));
      origins(bounds, step).forEach(origin -> found.add(origin.subtract(HALF)));
      between(bounds).ifPresent(found::add);
    }
    var fitting =
        found.stream()
            .filter(bounds::contain)
            .filter(number -> !whole || number.stripTrailingZeros().scale() <= 0)
            .distinct()
            .toList();
    return fitting.subList(Math.min(salt, Math.max(0, fitting.size() - 1)), fitting.size());
  }

  private static List<BigDecimal> origins(Bounds bounds, BigDecimal step) {
    var origins = new ArrayList<>(List.of(step, BigDecimal.ZERO));
    bounds
        .lower()
        .map(Bound::value)
        .map(low -> rounded(low, step, RoundingMode.CEILING))
        .ifPresent(origins::add);
    bounds
        .upper()
        .map(Bound::value)
        .map(high -> rounded(high, step, RoundingMode.FLOOR))
        .ifPresent(origins::add);
    return origins;
  }

  private static BigDecimal rounded(BigDecimal value, BigDecimal step, RoundingMode mode) {
    return value.divide(step, 0, mode).multiply(step);
  }

  private static Optional<BigDecimal> between(Bounds bounds) {
    return bounds
        .lower()
        .flatMap(low -> bounds.upper().map(high -> low.value().add(high.value()).multiply(HALF)));
  }

  private static JsonNode node(BigDecimal number) {
    var plain = number.stripTrailingZeros();
    return plain.scale() <= 0
        ? SchemaScope.NODES.numberNode(plain.toBigInteger())
        : SchemaScope.NODES.numberNode(number);
  }
}
