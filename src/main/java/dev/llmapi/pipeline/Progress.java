package dev.llmapi.pipeline;

import java.util.function.LongSupplier;

/**
 * What is seen of the answer to one attempt, for a call whose provider reports nothing: its bytes,
 * and how long it was being thought. For one thread.
 */
final class Progress {

  /**
   * What was seen until now.
   *
   * @param thinkingNanos from the sending of the attempt until its answer began, or until now where
   *     it has not; 0 where the model does not think
   */
  record Seen(long answerBytes, long thoughtBytes, long thinkingNanos) {}

  private final boolean thinks;
  private final LongSupplier nanoClock;
  private final long startNanos;
  private long thoughtNanos = -1;
  private long answerBytes;
  private long thoughtBytes;

  /**
   * An attempt that is sent now.
   *
   * @param thinks whether the model thinks in this call
   */
  Progress(boolean thinks, LongSupplier nanoClock) {
    this.thinks = thinks;
    this.nanoClock = nanoClock;
    startNanos = nanoClock.getAsLong();
  }

  /** These came of the answer itself; the first of them ends the thinking. */
  void answered(long bytes) {
    if (bytes > 0 && thoughtNanos < 0) {
      thoughtNanos = sinceStart();
    }
    answerBytes += bytes;
  }

  /** These were told of the thoughts, which go on. */
  void thought(long bytes) {
    thoughtBytes += bytes;
  }

  Seen seen() {
    long nanos = thoughtNanos < 0 ? sinceStart() : thoughtNanos;
    return new Seen(answerBytes, thoughtBytes, thinks ? nanos : 0);
  }

  private long sinceStart() {
    return Math.max(0, nanoClock.getAsLong() - startNanos);
  }
}
