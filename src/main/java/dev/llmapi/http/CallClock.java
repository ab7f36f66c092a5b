package dev.llmapi.http;

import dev.llmapi.provider.Deadlines;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The clocks of one call, of which one runs at a time, and the total behind all of them.
 *
 * <p>The thread that makes the call moves it on; any other may ask whether it is over.
 */
final class CallClock {

  /** A client that has its whole answer may wait so long for its connection. */
  private static final Duration DRAIN_LIMIT = Duration.ofMillis(50);

  /** What the call waits for, and the words for having waited in vain. */
  enum Phase {
    CONNECT("could not be reached: no connection within %s"),
    FIRST_BYTE("did not begin to answer within %s"),
    IDLE("stopped in mid-answer: nothing came for %s"),
    DRAIN("did not end its answer within %s"),
    /** Also while a body is written, or its reader is busy elsewhere. */
    TOTAL("did not finish its answer within %s");

    private final String message;

    Phase(String message) {
      this.message = message;
    }

    private Duration limit(Deadlines deadlines) {
      return switch (this) {
        case CONNECT -> deadlines.connect();
        case FIRST_BYTE -> deadlines.firstByte();
        case IDLE -> deadlines.idle();
        case DRAIN -> DRAIN_LIMIT;
        case TOTAL -> deadlines.total();
      };
    }
  }

  private final Deadlines deadlines;
  private final LongSupplier nanoTime;
  private final long totalEndNanos;
  private volatile long endNanos;
  private volatile Phase phase = Phase.TOTAL;

  CallClock(Deadlines deadlines, LongSupplier nanoTime) {
    this.deadlines = deadlines;
    this.nanoTime = nanoTime;
    this.totalEndNanos = nanoTime.getAsLong() + deadlines.total().toNanos();
    this.endNanos = totalEndNanos;
  }

  /** Starts the clock of a phase, in place of the one that ran. */
  void start(Phase next) {
    phase = next;
    endNanos = next == Phase.TOTAL ? totalEndNanos : earlier(next);
  }

  private long earlier(Phase next) {
    long end = nanoTime.getAsLong() + next.limit(deadlines).toNanos();
    return end - totalEndNanos < 0 ? end : totalEndNanos;
  }

  boolean isOver(long nowNanos) {
    return nowNanos - endNanos >= 0;
  }

  /** The clock that runs out first. */
  Phase running() {
    return endNanos == totalEndNanos ? Phase.TOTAL : phase;
  }

  /** What to tell when the running clock ran out, the host's name in front of it. */
  String message() {
    Phase over = running();
    return over.message.formatted(inWords(over.limit(deadlines)));
  }

  private static String inWords(Duration limit) {
    return limit.toMillisPart() == 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
  }
}
