package dev.llmapi.wire.anthropic;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.llmapi.model.FailureException;
import dev.llmapi.model.FailureKind;
import dev.llmapi.model.RawJson;
import dev.llmapi.wire.json.Json;
import java.io.IOException;

/** The arguments of a replayed tool call: JSON text at OpenAI, an object at Anthropic. */
final class Arguments {

  private static final RawJson NONE = RawJson.of("{}");

  private Arguments() {}

  /**
   * The arguments as they stand, once they are known to be an object; blank ones are {@code {}}.
   *
   * @param path where the client wrote them
   * @throws FailureException when they are not one JSON object
   */
  static RawJson read(String arguments, String path) {
    if (arguments.isBlank()) {
      return NONE;
    }
    RawJson json = RawJson.of(arguments);
    try (JsonParser parser = Json.parser(json.text())) {
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        parser.skipChildren();
        if (parser.nextToken() == null) {
          return json;
        }
      }
    } catch (IOException _) {
      // Jackson's message may quote the arguments: ours below does not.
    }
    throw FailureException.of(
        FailureKind.INVALID_VALUE, "The arguments of a tool call must be a JSON object.", path);
  }
}
