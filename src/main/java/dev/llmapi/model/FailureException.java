package dev.llmapi.model;

/** A call that went wrong in a way that we know; it carries no stack trace, for it is no bug. */
public final class FailureException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient Failure failure;

  public FailureException(Failure failure) {
    super(failure.message(), null, false, false);
    this.failure = failure;
  }

  public static FailureException of(FailureKind kind, String message) {
    return new FailureException(Failure.of(kind, message));
  }

  public static FailureException of(FailureKind kind, String message, String param) {
    return new FailureException(Failure.of(kind, message, param));
  }

  public Failure failure() {
    return failure;
  }
}
