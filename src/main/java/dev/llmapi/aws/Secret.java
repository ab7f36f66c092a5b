package dev.llmapi.aws;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One secret's last known value. Thread-safe: one caller fetches, and only the first makes all
 * wait.
 */
final class Secret {

  private static final Logger LOG = System.getLogger(Secret.class.getName());

  /** After a failed renewal, so that not every request waits for AWS to fail. */
  private static final Duration RETRY_AFTER = Duration.ofSeconds(30);

  private final Supplier<String> fetch;
  private final InstantSource clock;
  private final ReentrantLock fetching = new ReentrantLock();
  private volatile @Nullable Known known;

  Secret(Supplier<String> fetch, InstantSource clock) {
    this.fetch = fetch;
    this.clock = clock;
  }

  private record Known(String value, Instant freshUntil) {

    Known until(Instant later) {
      return new Known(value, later);
    }
  }

  String value() {
    Known now = known;
    if (now == null) {
      return first();
    }
    if (clock.instant().isBefore(now.freshUntil()) || !fetching.tryLock()) {
      return now.value();
    }
    try {
      return renewed(now).value();
    } finally {
      fetching.unlock();
    }
  }

  private String first() {
    fetching.lock();
    try {
      Known now = known;
      return now == null ? fetched().value() : now.value();
    } finally {
      fetching.unlock();
    }
  }

  private Known renewed(Known old) {
    try {
      return fetched();
    } catch (SecretUnavailableException e) {
      LOG.log(Level.WARNING, "using the old value: " + e.getMessage());
      Known kept = old.until(clock.instant().plus(RETRY_AFTER));
      known = kept;
      return kept;
    }
  }

  private Known fetched() {
    var now = new Known(fetch.get(), clock.instant().plus(SecretReader.FRESH_FOR));
    known = now;
    return now;
  }
}
