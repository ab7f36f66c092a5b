package dev.llmapi.pipeline;

import dev.llmapi.model.Failure;
import dev.llmapi.model.FailureKind;
import dev.llmapi.policy.Refusal;
import dev.llmapi.policy.Scope;
import dev.llmapi.pricing.Estimate;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What a caller is told who is not admitted: which limit, how it stands, and what to do. */
final class Refusals {

  private static final int NANO_DIGITS = 9;

  private Refusals() {}

  static Failure of(Refusal refusal) {
    return switch (refusal.reason()) {
      case SPENT -> Failure.of(FailureKind.BUDGET_EXCEEDED, spent(refusal));
      case HELD -> {
        Failure held =
            Failure.of(FailureKind.RATE_LIMITED, held(refusal))
                .withRetryAfter(refusal.retryAfter());
        yield refusal.quantity().isMoney() ? held.withCode("budget_reserved") : held;
      }
      case RATE ->
          Failure.of(FailureKind.RATE_LIMITED, rate(refusal)).withRetryAfter(refusal.retryAfter());
    };
  }

  private static String spent(Refusal refusal) {
    return "The %s's budget %s of $%s is spent: $%s spent, $%s reserved by calls under way, and this call can cost $%s. %s; its owner can raise it."
        .formatted(
            scope(refusal),
            refusal.quantity().limitName(),
            usd(refusal.limit()),
            usd(refusal.used() - refusal.reserved()),
            usd(refusal.reserved()),
            usd(refusal.demanded()),
            reset(refusal));
  }

  private static String held(Refusal refusal) {
    if (!refusal.quantity().isMoney()) {
      return "The %s's limit parallel of %d calls at one time is reached: %d under way. Try again in a moment."
          .formatted(scope(refusal), refusal.limit(), refusal.used());
    }
    return "The %s's budget %s of $%s is reserved by calls under way: $%s spent, $%s reserved, and this call can cost $%s. Try again in a moment. %s."
        .formatted(
            scope(refusal),
            refusal.quantity().limitName(),
            usd(refusal.limit()),
            usd(refusal.used() - refusal.reserved()),
            usd(refusal.reserved()),
            usd(refusal.demanded()),
            reset(refusal));
  }

  private static String reset(Refusal refusal) {
    return refusal.reset() == null
        ? "It does not begin anew"
        : "It begins anew at " + refusal.reset();
  }

  private static String rate(Refusal refusal) {
    return "The %s's limit %s of %d a minute is reached: %d used, and this call takes %d. It begins anew at %s."
        .formatted(
            scope(refusal),
            refusal.quantity().limitName(),
            refusal.limit(),
            refusal.used(),
            refusal.demanded(),
            refusal.reset());
  }

  private static String scope(Refusal refusal) {
    return refusal.scope() == Scope.KEY ? "key" : "project";
  }

  static Failure overCeiling(Estimate.@Nullable Priced cheapest, long ceiling) {
    String cost = cheapest == null ? "more" : "$" + usd(cheapest.mostNanoUsd());
    return Failure.of(
            FailureKind.BUDGET_EXCEEDED,
            "The call can cost %s at most, and its own limit is $%s (llmapi.max_cost_usd). Ask for fewer tokens (max_completion_tokens), or raise it."
                .formatted(cost, usd(ceiling)),
            "llmapi.max_cost_usd")
        .withCode("max_cost_exceeded");
  }

  /** Nano-dollars as USD, exact and without an exponent. */
  static String usd(long nanoUsd) {
    return BigDecimal.valueOf(nanoUsd, NANO_DIGITS).stripTrailingZeros().toPlainString();
  }
}
