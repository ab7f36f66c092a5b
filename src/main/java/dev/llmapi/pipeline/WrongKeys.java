package dev.llmapi.pipeline;

import dev.llmapi.model.Failure;
import dev.llmapi.model.FailureKind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Counts the wrong keys of a minute; above {@value #MOST_A_MINUTE} who shows one is told to wait,
 * and learns nothing more. A right key passes all the same. Thread-safe.
 */
public final class WrongKeys {

  static final int MOST_A_MINUTE = 300;

  private final InstantSource clock;
  private long minute;
  private int count;

  public WrongKeys(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Counts one.
   *
   * @return what its caller is told: the failure, or that there were too many
   */
  public synchronized Failure told(Failure unauthenticated) {
    turn();
    count++;
    return count > MOST_A_MINUTE ? tooMany() : unauthenticated;
  }

  /** Whether no further key is to be looked for in the store that nobody knows. */
  synchronized boolean areTooMany() {
    turn();
    return count >= MOST_A_MINUTE;
  }

  private Failure tooMany() {
    Instant now = clock.instant();
    Instant next = Instant.ofEpochSecond((now.getEpochSecond() / 60 + 1) * 60);
    return Failure.of(FailureKind.RATE_LIMITED, "Too many incorrect API keys were tried.")
        .withRetryAfter(Duration.between(now, next));
  }

  private void turn() {
    long current = clock.instant().getEpochSecond() / 60;
    if (current != minute) {
      minute = current;
      count = 0;
    }
  }
}
