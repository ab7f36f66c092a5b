package dev.llmapi.pipeline;

import dev.llmapi.model.Usage;
import dev.llmapi.pricing.Bill;
import dev.llmapi.pricing.Estimate;
import dev.llmapi.pricing.Money;
import java.util.concurrent.TimeUnit;

/**
 * What is counted where a provider reported nothing: an estimate of what it produced, within what
 * was foreseen.
 */
final class Unreported {

  /** Of text of which no tokens were reported: a token of English has about four bytes. */
  private static final int BYTES_A_TOKEN = 3;

  /** Of hidden thoughts: the upper end of what thinking models make; docs/decisions.md says why. */
  private static final int THOUGHTS_A_SECOND = 200;

  private Unreported() {}

  /** What an attempt has cost whose answer never came, or whose end did not. */
  record Loss(Candidate candidate, Usage usage, long nanoUsd) {}

  /**
   * The prompt, and what came of the answer. Thoughts are the larger of what was told of them and
   * what is made in the time that they took.
   */
  static Usage usage(Estimate estimate, Progress.Seen seen) {
    long told = Math.ceilDiv(seen.thoughtBytes(), BYTES_A_TOKEN);
    long answer = Math.ceilDiv(seen.answerBytes(), BYTES_A_TOKEN);
    if (!(estimate instanceof Estimate.Priced priced)) {
      return output(0, told, Money.add(told, answer));
    }
    long made = Money.multiply(thoughtIn(seen.thinkingNanos()), Math.max(1, priced.choices()));
    long thoughts = Math.max(told, made);
    long output = Math.min(Money.add(thoughts, answer), priced.mostOutput());
    return output(priced.promptTokens(), Math.min(thoughts, output), output);
  }

  private static Usage output(long prompt, long thoughts, long output) {
    return new Usage(prompt, 0, 0, 0, output, thoughts, 0);
  }

  private static long thoughtIn(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(nanos) * THOUGHTS_A_SECOND / 1000;
  }

  /**
   * Of a stream, what came of it: a provider stops when nobody listens any more. Of a whole answer
   * little or nothing was seen, and the provider may have made all of it: where a limit is to be
   * kept, the most that it can cost, else what is likely, or what was seen if that is more.
   */
  static Loss loss(
      Candidate candidate, Estimate estimate, boolean stream, boolean limited, Usage seen) {
    if (!(estimate instanceof Estimate.Priced priced)) {
      return new Loss(candidate, seen, 0);
    }
    if (!stream && limited) {
      return new Loss(
          candidate, Usage.of(priced.promptTokens(), priced.mostOutput()), priced.mostNanoUsd());
    }
    long bill = Math.min(Bill.of(priced.card(), seen).nanoUsd(), priced.mostNanoUsd());
    return new Loss(candidate, seen, stream ? bill : Math.max(bill, priced.likelyNanoUsd()));
  }
}
