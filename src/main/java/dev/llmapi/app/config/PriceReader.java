package dev.llmapi.app.config;

import dev.llmapi.app.config.yaml.Section;
import dev.llmapi.app.config.yaml.Value;
import dev.llmapi.pricing.PriceOverride;
import dev.llmapi.pricing.Unit;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code prices}: exact decimals of USD for a million tokens into whole nano-dollars. */
final class PriceReader {

  private static final int NANO_DIGITS = 9;
  private static final BigDecimal HIGHEST_USD = new BigDecimal(1_000_000);

  private PriceReader() {}

  static List<PriceOverride> read(Section section) {
    List<PriceOverride> prices = new ArrayList<>();
    section.members().forEach((pattern, value) -> prices.add(read(pattern, value)));
    return prices;
  }

  private static PriceOverride read(String pattern, Value value) {
    if (!pattern.contains("/")) {
      value.wrong("a price is for provider/model, where * is any text, such as wall/*");
    }
    Section section = value.section();
    section.allowOnly(Unit.wireNames());
    Map<Unit, Long> nanoUsd = new EnumMap<>(Unit.class);
    for (Unit unit : Unit.values()) {
      section
          .find(unit.wireName())
          .flatMap(PriceReader::nanoUsd)
          .ifPresent(price -> nanoUsd.put(unit, price));
    }
    if (section.members().isEmpty()) {
      section.wrong("names no price; write input and output, in USD per million tokens");
    }
    return new PriceOverride(pattern, nanoUsd);
  }

  private static Optional<Long> nanoUsd(Value value) {
    Optional<BigDecimal> usd = value.decimal();
    if (usd.isEmpty()) {
      return Optional.empty();
    }
    if (usd.get().compareTo(HIGHEST_USD) > 0) {
      value.wrong("is more than " + HIGHEST_USD + " USD per million tokens");
      return Optional.empty();
    }
    if (usd.get().stripTrailingZeros().scale() > NANO_DIGITS) {
      value.wrong("has more than " + NANO_DIGITS + " decimals");
      return Optional.empty();
    }
    return Optional.of(usd.get().movePointRight(NANO_DIGITS).longValueExact());
  }
}
