package dev.llmapi.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Why a call failed: said once, told to each caller in his own format. The message is for the
 * caller, and holds no key, no prompt and no upstream body.
 *
 * @param param the member of the request that is at fault, such as {@code messages[0].content}
 */
public record Failure(
    FailureKind kind, String message, @Nullable String param, @Nullable Duration retryAfter) {

  public static Failure of(FailureKind kind, String message) {
    return new Failure(kind, message, null, null);
  }

  public static Failure of(FailureKind kind, String message, String param) {
    return new Failure(kind, message, param, null);
  }

  public Failure withRetryAfter(@Nullable Duration pause) {
    return new Failure(kind, message, param, pause);
  }
}
