package dev.llmapi.store;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers to calls with an idempotency key, forgotten with their process. */
public final class MemoryIdempotency implements Idempotency {

  private record Name(String scope, String key) {}

  /**
   * What is known of a key.
   *
   * @param until when a running claim counts as dead, or an answer has expired
   * @param answer absent while the call is running
   */
  private record Entry(String fingerprint, Instant until, @Nullable KeptAnswer answer) {}

  private final Map<Name, Entry> entries = new HashMap<>();

  @Override
  public synchronized Claim claim(
      String scope, String key, String fingerprint, Duration patience, Instant now) {
    entries.values().removeIf(entry -> entry.until().isBefore(now));
    Entry entry =
        entries.putIfAbsent(new Name(scope, key), new Entry(fingerprint, now.plus(patience), null));
    if (entry == null) {
      return new Claim.Mine();
    }
    if (!entry.fingerprint().equals(fingerprint)) {
      return new Claim.Different();
    }
    return entry.answer() == null ? new Claim.Running() : new Claim.Answered(entry.answer());
  }

  @Override
  public synchronized void complete(
      String scope, String key, KeptAnswer answer, Instant expiresAt) {
    entries.computeIfPresent(
        new Name(scope, key), (_, entry) -> new Entry(entry.fingerprint(), expiresAt, answer));
  }

  @Override
  public synchronized void release(String scope, String key) {
    entries.computeIfPresent(
        new Name(scope, key), (_, entry) -> entry.answer() == null ? null : entry);
  }
}
