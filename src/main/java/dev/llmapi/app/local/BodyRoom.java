package dev.llmapi.app.local;

import dev.llmapi.model.Failure;
import dev.llmapi.model.FailureException;
import dev.llmapi.model.FailureKind;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The memory that the bodies of big requests may take together, so that many of them at once wait
 * instead of taking the memory that the others work with. Thread-safe.
 */
final class BodyRoom {

  private static final int UNIT_BYTES = 1 << 10;
  private static final Duration SOON = Duration.ofSeconds(1);

  private final Semaphore units;
  private final Duration patience;

  /**
   * A room.
   *
   * @param bytes in all
   * @param patience how long a body waits for others to go
   */
  BodyRoom(long bytes, Duration patience) {
    units = new Semaphore((int) Math.min(bytes / UNIT_BYTES, Integer.MAX_VALUE), true);
    this.patience = patience;
  }

  /**
   * Takes room for a body; small ones need none.
   *
   * @throws FailureException OVERLOADED when there was none for long
   */
  void take(int bytes) {
    try {
      if (!units.tryAcquire(units(bytes), patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw full();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw full();
    }
  }

  void give(int bytes) {
    units.release(units(bytes));
  }

  private static int units(int bytes) {
    return bytes < BodyPool.POOLED_FROM_BYTES ? 0 : bytes / UNIT_BYTES;
  }

  static FailureException full() {
    return new FailureException(
        Failure.of(
                FailureKind.OVERLOADED,
                "The gateway has no memory for a body of this size at the moment. Try again, or give"
                    + " it more: LLMAPI_JAVA_OPTS=-Xmx512m.")
            .withRetryAfter(SOON));
  }
}
