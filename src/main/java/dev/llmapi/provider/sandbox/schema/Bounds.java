package dev.llmapi.provider.sandbox.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Optional;

/** The bounds that a schema sets to a number; draft 4 wrote the exclusive ones as booleans. */
record Bounds(Optional<Bound> lower, Optional<Bound> upper) {

  /** One end, and whether it is itself allowed. */
  record Bound(BigDecimal value, boolean inclusive) {}

  static Bounds of(JsonNode schema) {
    var lower = bound(schema, "minimum", "exclusiveMinimum", 1);
    var upper = bound(schema, "maximum", "exclusiveMaximum", -1);
    return new Bounds(lower, upper);
  }

  boolean contain(BigDecimal number) {
    return lower.map(bound -> isWithin(number.compareTo(bound.value), bound)).orElse(true)
        && upper.map(bound -> isWithin(bound.value.compareTo(number), bound)).orElse(true);
  }

  private static boolean isWithin(int order, Bound bound) {
    return order > 0 || (order == 0 && bound.inclusive);
  }

  /** The stricter of the two keywords; {@code direction} is 1 where higher is stricter. */
  private static Optional<Bound> bound(
      JsonNode schema, String inclusive, String exclusive, int direction) {
    var plain = schema.path(inclusive);
    var strict = schema.path(exclusive);
    if (!strict.isNumber()) {
      return plain.isNumber()
          ? Optional.of(new Bound(plain.decimalValue(), !strict.asBoolean(false)))
          : Optional.empty();
    }
    var stricter =
        !plain.isNumber()
            || Integer.signum(strict.decimalValue().compareTo(plain.decimalValue())) * direction
                >= 0;
    return Optional.of(
        stricter ? new Bound(strict.decimalValue(), false) : new Bound(plain.decimalValue(), true));
  }
}
