package dev.llmapi.store;

import java.time.Duration;
import java.time.Instant;

/**
 * The answers to calls that carried an {@code Idempotency-Key}. Thread-safe. Every method may throw
 * {@link StoreUnavailableException}.
 */
public interface Idempotency {

  /** What is known of a key. */
  sealed interface Claim {

    /** Nobody has used it: the call may go on, and must end in {@link #complete} or release. */
    record Mine() implements Claim {}

    /** The same call is still running. */
    record Running() implements Claim {}

    /** It was used with another body. */
    record Different() implements Claim {}

    /** The same call was answered so. */
    record Answered(KeptAnswer answer) implements Claim {}
  }

  /**
   * Claims a key for a call.
   *
   * @param scope whose keys they are: a project's id
   * @param fingerprint the SHA-256 of the route and the body, in hexadecimal
   * @param patience after which a claim that nobody completed counts as dead
   */
  Claim claim(String scope, String key, String fingerprint, Duration patience, Instant now);

  /** Keeps the answer, to be given again until it expires. */
  void complete(String scope, String key, KeptAnswer answer, Instant expiresAt);

  /** Gives a claim up, so that a repeat is a new call: nothing was done that costs. */
  void release(String scope, String key);
}
