package dev.llmapi.policy;

import java.time.Instant;

/**
 * What a call wants to hold before it is made.
 *
 * @param callId names the call, so that asking twice takes once
 * @param costNanoUsd the most that it can cost
 * @param tokens the most that it can count against {@code tpm}
 * @param at the time by the caller's clock
 */
public record Demand(Caller caller, String callId, long costNanoUsd, long tokens, Instant at) {

  /** The lease that it gets from a share of the counters. */
  public Lease lease(int share) {
    return new Lease(
        caller.projectId(),
        share,
        callId,
        caller.keyLimits().limitsCounters() ? caller.keyId() : null,
        costNanoUsd,
        tokens,
        at);
  }

  public Demand {
    if (costNanoUsd < 0 || tokens < 0) {
      throw new IllegalArgumentException("a demand is not negative");
    }
  }
}
