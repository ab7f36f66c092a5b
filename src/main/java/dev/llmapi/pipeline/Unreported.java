package dev.llmapi.pipeline;

import dev.llmapi.model.Usage;
import dev.llmapi.pricing.Bill;
import dev.llmapi.pricing.Estimate;

/**
 * What is counted where a provider reported nothing: an estimate of what it produced, within what
 * was foreseen.
 */
final class Unreported {

  /** Of text of which no tokens were reported: a token of English has about four bytes. */
  private static final int BYTES_A_TOKEN = 3;

  private Unreported() {}

  /** What an attempt has cost whose answer never came, or whose end did not. */
  record Loss(Candidate candidate, Usage usage, long nanoUsd) {}

  /** The prompt, and what came of the answer. */
  static Usage usage(Estimate estimate, long producedBytes) {
    long output = Math.ceilDiv(producedBytes, BYTES_A_TOKEN);
    return estimate instanceof Estimate.Priced priced
        ? Usage.of(priced.promptTokens(), Math.min(output, mostOutput(priced)))
        : Usage.of(0, output);
  }

  private static long mostOutput(Estimate.Priced priced) {
    return priced.cap().tokens() * Math.max(1, priced.choices());
  }

  /**
   * Of a stream, what came of it: a provider stops when nobody listens any more. Of a whole answer
   * nothing was seen, and the provider may have made all of it: where a limit is to be kept, the
   * most that it can cost, else what is likely.
   *
   * @param producedBytes what was passed on to the client
   */
  static Loss loss(
      Candidate candidate, Estimate estimate, boolean stream, boolean limited, long producedBytes) {
    Usage seen = usage(estimate, producedBytes);
    if (!(estimate instanceof Estimate.Priced priced)) {
      return new Loss(candidate, seen, 0);
    }
    if (stream || producedBytes > 0) {
      long bill = Bill.of(priced.card(), seen).nanoUsd();
      return new Loss(candidate, seen, Math.min(bill, priced.mostNanoUsd()));
    }
    return limited
        ? new Loss(
            candidate, Usage.of(priced.promptTokens(), mostOutput(priced)), priced.mostNanoUsd())
        : new Loss(candidate, seen, priced.likelyNanoUsd());
  }
}
