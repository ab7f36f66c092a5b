package dev.llmapi.wire.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.llmapi.model.FailureException;
import dev.llmapi.model.FailureKind;
import dev.llmapi.wire.json.Json;
import java.io.CharConversionException;
import java.io.IOException;

/** Tells a client that his body is not JSON. */
final class MalformedBody {

  private MalformedBody() {}

  /** What the parser complained of, told without quoting the body. */
  static FailureException failure(IOException e) {
    if (e instanceof StreamConstraintsException) {
      return FailureException.of(
          FailureKind.BAD_REQUEST,
          "The body is nested deeper than "
              + Json.MAX_DEPTH
              + " levels, or holds a number or a name too long.");
    }
    if (e instanceof CharConversionException) {
      return FailureException.of(FailureKind.BAD_REQUEST, "The body is not encoded in UTF-8.");
    }
    if (e instanceof JsonProcessingException json && json.getLocation() != null) {
      return FailureException.of(
          FailureKind.BAD_REQUEST,
          "The body is not valid JSON: look at line %d, column %d."
              .formatted(json.getLocation().getLineNr(), json.getLocation().getColumnNr()));
    }
    return FailureException.of(FailureKind.BAD_REQUEST, "The body is not valid JSON.");
  }
}
