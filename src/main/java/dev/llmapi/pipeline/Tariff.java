package dev.llmapi.pipeline;

import dev.llmapi.model.Usage;
import dev.llmapi.pricing.Bill;
import dev.llmapi.pricing.PriceBook;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;

/**
 * What the answer to one call is billed by. Immutable.
 *
 * @param askedTier {@code service_tier} as it was asked for, or empty
 * @param day whose prices hold
 */
record Tariff(PriceBook prices, String askedTier, LocalDate day) {

  /** Whoever does not say that he served these is believed to ask for the usual price. */
  private static final Set<String> CHEAPER_TIERS = Set.of("flex", "batch");

  static Tariff of(PriceBook prices, String askedTier, Instant admitted) {
    return new Tariff(prices, askedTier, admitted.atZone(ZoneOffset.UTC).toLocalDate());
  }

  /**
   * The bill for these tokens.
   *
   * @param answered the model that the provider says answered, or empty
   * @return empty where there is no price
   */
  Optional<Bill> bill(Candidate candidate, Usage usage, String answered) {
    return prices
        .findAnswered(Quotes.offer(candidate), answered, tier(usage), day)
        .map(card -> Bill.of(card, usage));
  }

  /** The tier that served it; where none is told, the one that was asked for, if it is dearer. */
  private String tier(Usage usage) {
    return usage.tier().isEmpty() && !CHEAPER_TIERS.contains(askedTier) ? askedTier : usage.tier();
  }
}
