package dev.llmapi.policy;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a call under way holds. It stands in the counters' item until the call is settled, so that a
 * second settlement finds nothing to settle, and a call that died is seen by its age.
 *
 * @param share the counter item that it was taken from
 * @param keyId the key whose counters were charged too; absent where the key has no limits
 * @param at the time of the admission; the periods that were charged are those of this time
 */
public record Lease(
    String projectId,
    int share,
    String callId,
    @Nullable String keyId,
    long costNanoUsd,
    long tokens,
    Instant at) {

  /** The usual length, longer than any call takes and than clocks differ. */
  public static final Duration LONGEST = Duration.ofMinutes(20);

  /** Ends the id by which a call's second lease is known; that of its third ends with two. */
  static final String FURTHER = "+";

  /**
   * Whether it is one of a call that holds another, which stands for its place ({@code parallel}).
   */
  public boolean isFurther() {
    return callId.endsWith(FURTHER);
  }

  /** The same with its call's id, for a store that keeps less than the id. */
  public Lease withCallId(String id) {
    return new Lease(projectId, share, id, keyId, costNanoUsd, tokens, at);
  }
}
