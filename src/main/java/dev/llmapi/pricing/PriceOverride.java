package dev.llmapi.pricing;

import java.util.Map;

/**
 * Prices that the owner sets, for models that the catalogue does not know or that he has a contract
 * for.
 *
 * @param pattern of {@code provider/model}, where {@code *} is any text
 * @param nanoUsd for a million tokens of the unit, or for one request. A unit that is not there
 *     costs what {@code input} or {@code output} does, if that is there, and else the catalogue's
 *     price
 */
public record PriceOverride(String pattern, Map<Unit, Long> nanoUsd) {

  public PriceOverride {
    nanoUsd = Map.copyOf(nanoUsd);
  }
}
