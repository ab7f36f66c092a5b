package dev.llmapi.pricing;

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
}
