package dev.llmapi.policy;

import java.time.Duration;
import java.time.Instant;

/**
 * When a call is taken for dead, and what becomes of the money that it held.
 *
 * @param length how long a lease is waited for: longer than any call may take ({@code
 *     timeouts.total}), and than clocks may differ
 */
public record LeaseTerms(Duration length, Unsettled unsettled) {

  public static final LeaseTerms USUAL = new LeaseTerms(Lease.LONGEST, Unsettled.COUNTED);

  /**
   * The money of a call that nobody settled. Its provider may have charged all of it, or nothing.
   */
  public enum Unsettled {
    /** It stays counted, so that no budget is overspent whatever the provider charged. */
    COUNTED,
    /** It comes back: for providers that charge nothing for an answer that nobody took. */
    RELEASED
  }

  /** Whether the call must have died: nobody will settle it any more. */
  public boolean isExpired(Lease lease, Instant now) {
    return lease.at().plus(length).isBefore(now);
  }

  /** How much of what an expired lease held stays counted, in nano-dollars. */
  public long kept(Lease expired) {
    return switch (unsettled) {
      case COUNTED -> expired.costNanoUsd();
      case RELEASED -> 0;
    };
  }
}
