package dev.llmapi.proof;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a call's client was told. */
sealed interface Told {

  /** An answer, to its end. */
  record Answered() implements Told {}

  /**
   * The money is spent: 402.
   *
   * @param counted what the refusal says is spent or reserved
   */
  record Spent(long counted) implements Told {}

  /** The money is reserved by calls under way: 429. */
  record Held() implements Told {}

  /** The store could not be asked: 503, nothing was called. Its client tries again. */
  record Delayed(String what) implements Told {}

  /** The connection broke. */
  record Broken(String how) implements Told {}

  /** What must not be: another status, or a refusal that does not say why, or not truly. */
  record Wrong(String what) implements Told {}

  Pattern SUMS =
      Pattern.compile(
          "budget usd_total of \\$5 is .*: \\$([0-9.]+) spent, \\$([0-9.]+) reserved.* this call can cost \\$([0-9.]+)\\.");

  /** Reads a refusal: its status, its code, and whether its sums bear it out. */
  static Told refusal(int status, JsonNode body, Optional<String> retryAfter, long least) {
    JsonNode error = body.path("error");
    String message = error.path("message").asText();
    String code = error.path("code").asText();
    Told wrong = new Wrong(status + " " + code + ": " + message);
    if (status == 503 && code.equals("server_is_overloaded") && retryAfter.isPresent()) {
      return new Delayed(message);
    }
    Matcher sums = SUMS.matcher(message);
    if (!sums.find()) {
      return wrong;
    }
    long spent = Money.nano(sums.group(1));
    long reserved = Money.nano(sums.group(2));
    // What a call needs at the least decides whether another moment may be better.
    boolean isSpent = spent + least > Money.BUDGET;
    boolean isFull = spent + reserved + Money.nano(sums.group(3)) > Money.BUDGET;
    return switch (status) {
      case 402 -> isSpent && code.equals("budget_exceeded") ? new Spent(spent + reserved) : wrong;
      case 429 ->
          isFull && !isSpent && code.equals("budget_reserved") && retryAfter.isPresent()
              ? new Held()
              : wrong;
      default -> wrong;
    };
  }
}
