package dev.llmapi.aws;

/** A secret could not be read. The message has its name and AWS's reason, never its value. */
public final class SecretUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  SecretUnavailableException(String message) {
    super(message);
  }

  SecretUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
