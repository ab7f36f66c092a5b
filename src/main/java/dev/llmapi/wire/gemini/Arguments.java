package dev.llmapi.wire.gemini;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.llmapi.model.FailureException;
import dev.llmapi.model.FailureKind;
import dev.llmapi.model.RawJson;
import dev.llmapi.wire.json.Json;
import java.io.IOException;

/** OpenAI's JSON in strings as the JSON objects that Gemini wants. */
final class Arguments {

  private static final RawJson NONE = RawJson.of("{}");

  private Arguments() {}

  /**
   * The arguments of a replayed call; none are an empty object.
   *
   * @throws FailureException INVALID_VALUE of {@code param} when they are no JSON object
   */
  static RawJson parse(String arguments, String param) {
    if (arguments.isBlank()) {
      return NONE;
    }
    RawJson json = RawJson.of(arguments);
    if (!isObject(json)) {
      throw FailureException.of(
          FailureKind.INVALID_VALUE, "The arguments must be a JSON object.", param);
    }
    return json;
  }

  /** Whether the text is one well-formed JSON object and nothing more. */
  static boolean isObject(RawJson json) {
    try (JsonParser parser = Json.parser(json.text())) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }
      parser.skipChildren();
      return parser.nextToken() == null;
    } catch (IOException _) {
      return false;
    }
  }
}
