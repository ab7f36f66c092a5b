package dev.llmapi.pipeline;

import dev.llmapi.pricing.CostLine;
import dev.llmapi.pricing.OutputCap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a receipt tells of money, in nano-dollars.
 *
 * @param nanoUsd what the call cost; absent where the model has no price
 * @param estimated the provider reported nothing, so it is what was produced
 * @param beyondReservation the provider reported more than could be foreseen
 * @param reservedNanoUsd what was held while it ran
 * @param sentCap the output limit that the gateway set
 * @param left what is left of each limit in USD, by its name
 */
record Cost(
    @Nullable Long nanoUsd,
    boolean estimated,
    boolean beyondReservation,
    List<CostLine> lines,
    long reservedNanoUsd,
    @Nullable OutputCap sentCap,
    Map<String, Long> left) {
  Cost {
    lines = List.copyOf(lines);
    left = Map.copyOf(left);
  }
}
