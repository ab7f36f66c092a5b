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

  /**
   * What a call under way wants to hold beside its first lease, for a further attempt: money and
   * tokens, but neither another request nor another place.
   *
   * @param which from 1
   */
  public Demand further(int which, long nanoUsd, long moreTokens, Instant now) {
    return new Demand(caller, callId + Lease.FURTHER.repeat(which), nanoUsd, moreTokens, now);
  }

  /** Whether the call holds a lease already. */
  public boolean isFurther() {
    return callId.endsWith(Lease.FURTHER);
  }

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
