package dev.llmapi.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Why a call failed: said once, told to each caller in his own format. The message is for the
 * caller, and holds no key, no prompt and no upstream body.
 *
 * @param param the member of the request that is at fault, such as {@code messages[0].content}
 * @param code OpenAI's {@code error.code}: the kind's own, or a finer one that the provider gave
 */
public record Failure(
    FailureKind kind,
    String message,
    @Nullable String param,
    @Nullable Duration retryAfter,
    @Nullable String code) {

  public Failure(
      FailureKind kind, String message, @Nullable String param, @Nullable Duration retryAfter) {
    this(kind, message, param, retryAfter, kind.code());
  }

  public static Failure of(FailureKind kind, String message) {
    return new Failure(kind, message, null, null);
  }

  public static Failure of(FailureKind kind, String message, String param) {
    return new Failure(kind, message, param, null);
  }

  public Failure withRetryAfter(@Nullable Duration pause) {
    return new Failure(kind, message, param, pause, code);
  }

  public Failure withCode(@Nullable String finer) {
    return new Failure(kind, message, param, retryAfter, finer);
  }
}
