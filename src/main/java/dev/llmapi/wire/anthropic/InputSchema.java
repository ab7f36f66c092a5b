package dev.llmapi.wire.anthropic;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.llmapi.model.FailureException;
import dev.llmapi.model.FailureKind;
import dev.llmapi.model.RawJson;
import dev.llmapi.wire.json.Json;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A tool's {@code input_schema}: the client's own bytes, with the {@code type} that must be. */
final class InputSchema {

  private static final RawJson EMPTY = RawJson.of("{\"type\":\"object\",\"properties\":{}}");
  private static final String TYPE = "\"type\":\"object\",";

  private InputSchema() {}

  /**
   * The schema of a function's {@code parameters}, which may be absent.
   *
   * @param path where the client wrote it
   * @throws FailureException when it is not a JSON object
   */
  static RawJson of(@Nullable RawJson parameters, String path) {
    if (parameters == null) {
      return EMPTY;
    }
    try (JsonParser parser = Json.parser(parameters.text())) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw refused(path);
      }
      if (parser.nextToken() == JsonToken.END_OBJECT) {
        return EMPTY;
      }
      do {
        if (parser.currentName().equals("type")) {
          return parameters;
        }
        parser.nextToken();
        parser.skipChildren();
      } while (parser.nextToken() != JsonToken.END_OBJECT);
    } catch (IOException _) {
      throw refused(path);
    }
    String text = parameters.text().text();
    int inside = text.indexOf('{') + 1;
    return RawJson.of(text.substring(0, inside) + TYPE + text.substring(inside));
  }

  private static FailureException refused(String path) {
    return FailureException.of(
        FailureKind.INVALID_VALUE, "A JSON schema of an object is expected.", path);
  }
}
