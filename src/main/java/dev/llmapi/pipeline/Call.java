package dev.llmapi.pipeline;

import dev.llmapi.door.HttpExchange;
import dev.llmapi.model.ChatRequest;
import dev.llmapi.model.FailureKind;
import dev.llmapi.model.Usage;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One request under way.
 *
 * @param request as it was read, its images checked
 * @param completionId {@code chatcmpl-…}, for answers that bring no id of their own
 */
record Call(
    HttpExchange exchange,
    ChatRequest request,
    Receipt receipt,
    Tab tab,
    String completionId,
    long createdSeconds) {

  /**
   * An answer is complete: settles it, so that the receipt tells what it cost.
   *
   * @return the tokens that were counted, where the provider reported none
   */
  Optional<Usage> settle(@Nullable Usage usage, String model) {
    receipt.answered();
    return settle(usage, model, 0);
  }

  /** An answer broke off: settles what came of it. */
  void breakOff(@Nullable Usage usage, String model, FailureKind failure) {
    receipt.brokeOff(failure);
    var _ = settle(usage, model, 1);
  }

  private Optional<Usage> settle(@Nullable Usage usage, String model, int errors) {
    Candidate candidate = receipt.candidate();
    receipt.answeredBy(model);
    return candidate == null ? Optional.empty() : tab.settle(candidate, usage, model, errors);
  }
}
