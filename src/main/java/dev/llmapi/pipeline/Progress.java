package dev.llmapi.pipeline;

import dev.llmapi.model.Output;
import dev.llmapi.pricing.Estimate;
import java.util.function.LongSupplier;

/**
 * What is seen of the answer to one attempt, for a call whose provider reports nothing: its bytes,
 * and how long it was being thought. For one thread.
 */
final class Progress {

  /**
   * What was seen until now.
   *
   * @param thinkingNanos of hidden thinking: from the sending of the attempt until its answer
   *     began, or until now where it has not; 0 where the model does not think
   */
  record Seen(long answerBytes, long thoughtBytes, long thinkingNanos) {}

  private final boolean thinks;
  private final boolean tellsThoughts;
  private final LongSupplier nanoClock;
  private final long startNanos;
  private long thoughtNanos = -1;
  private long answerBytes;
  private long thoughtBytes;

  /**
   * An attempt that is sent now.
   *
   * @param thinks whether the model thinks in this call
   * @param tellsThoughts whether they are told as they are thought
   */
  Progress(boolean thinks, boolean tellsThoughts, LongSupplier nanoClock) {
    this.thinks = thinks;
    this.tellsThoughts = tellsThoughts;
    this.nanoClock = nanoClock;
    startNanos = nanoClock.getAsLong();
  }

  /** An attempt that is sent now, and asks a model of that estimate for this output. */
  static Progress of(Estimate estimate, Output output, LongSupplier nanoClock) {
    return estimate instanceof Estimate.Priced priced
        ? new Progress(priced.thinks().in(output), priced.tellsThoughts(), nanoClock)
        : new Progress(false, false, nanoClock);
  }

  /** These came of the answer itself; the first of them ends the thinking. */
  void answered(long bytes) {
    endThinking(bytes);
    answerBytes += bytes;
  }

  /** These came of the thoughts; a summary does not end those that are hidden. */
  void thought(long bytes) {
    if (tellsThoughts) {
      endThinking(bytes);
    }
    thoughtBytes += bytes;
  }

  private void endThinking(long bytes) {
    if (bytes > 0 && thoughtNanos < 0) {
      thoughtNanos = sinceStart();
    }
  }

  Seen seen() {
    long nanos = thoughtNanos < 0 ? sinceStart() : thoughtNanos;
    return new Seen(answerBytes, thoughtBytes, thinks ? nanos : 0);
  }

  private long sinceStart() {
    return Math.max(0, nanoClock.getAsLong() - startNanos);
  }
}
