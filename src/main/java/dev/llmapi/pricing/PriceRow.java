package dev.llmapi.pricing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;

/**
 * One price of one unit.
 *
 * @param id names it in receipts: {@code openai/gpt-5.4/input@2026-03-05}
 * @param nanoUsd for a million of the unit (of requests too)
 * @param reserveNanoUsd what a call is reserved at: the higher price where sources disagree
 * @param tierFromTokens it holds for prompts of more tokens than that
 * @param checkedOn the day on which the source was read
 */
public record PriceRow(
    String id,
    Unit unit,
    LocalDate from,
    long nanoUsd,
    long reserveNanoUsd,
    long tierFromTokens,
    LocalDate checkedOn,
    String source,
    String note) {

  /** The row of a model, where this one's id names the unit and the day only. */
  PriceRow of(String model) {
    return new PriceRow(
        model + "/" + id,
        unit,
        from,
        nanoUsd,
        reserveNanoUsd,
        tierFromTokens,
        checkedOn,
        source,
        note);
  }

  /** The row in a tier that costs so many times as much. */
  PriceRow times(BigDecimal times, String tier) {
    return new PriceRow(
        id + "/" + tier,
        unit,
        from,
        scaled(nanoUsd, times),
        scaled(reserveNanoUsd, times),
        tierFromTokens,
        checkedOn,
        source,
        note);
  }

  private static long scaled(long price, BigDecimal times) {
    BigDecimal scaled = BigDecimal.valueOf(price).multiply(times);
    return scaled.setScale(0, RoundingMode.CEILING).longValueExact();
  }
}
