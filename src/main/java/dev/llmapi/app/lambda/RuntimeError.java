package dev.llmapi.app.lambda;

import com.fasterxml.jackson.core.JsonFactory;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * A failure as the Runtime API takes it.
 *
 * @param kind what the header {@code Lambda-Runtime-Function-Error-Type} says
 * @param cause its class and message are the body; the stack goes to the log only
 */
record RuntimeError(Kind kind, Throwable cause) {

  private static final JsonFactory JSON = new JsonFactory();

  /** The names that AWS's own Java runtime uses, and one for what it cannot do. */
  enum Kind {
    INIT("Runtime.BadFunctionCode"),
    BEFORE_CHECKPOINT("Runtime.BeforeCheckpointError"),
    AFTER_RESTORE("Runtime.AfterRestoreError"),
    BEFORE_FIRST_BYTE("Runtime.UserException"),
    IN_MID_STREAM("Runtime.StreamError");

    private final String type;

    Kind(String type) {
      this.type = type;
    }

    String type() {
      return type;
    }
  }

  /** The error as JSON: {@code {"errorMessage", "errorType"}}. */
  byte[] toJson() {
    var text = new StringWriter();
    try (var json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("errorMessage", message());
      json.writeStringField("errorType", cause.getClass().getName());
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * A CRaC context wraps what its resources threw: the first of them says more than the wrapper.
   */
  private String message() {
    Throwable telling =
        cause.getMessage() == null && cause.getSuppressed().length > 0
            ? cause.getSuppressed()[0]
            : cause;
    return String.valueOf(telling.getMessage());
  }
}
