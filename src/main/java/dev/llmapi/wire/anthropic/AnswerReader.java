package dev.llmapi.wire.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmapi.model.ChatEvent;
import dev.llmapi.model.FailureException;
import dev.llmapi.model.Slice;
import java.io.IOException;
import java.util.function.Consumer;

/** Reads a whole answer. It has no image in it, so a tree will do. */
final class AnswerReader {

  private AnswerReader() {}

  static void read(Slice body, Consumer<ChatEvent> events) {
    JsonNode message = tree(body);
    if (message.path("type").asText("").equals("error")) {
      throw new FailureException(ErrorReader.ofError(message.path("error")));
    }
    JsonNode content = message.path("content");
    if (!content.isArray()) {
      throw AnswerEvents.broken("it holds no content");
    }
    AnswerEvents answer = new AnswerEvents();
    answer.start(message, events);
    for (int i = 0; i < content.size(); i++) {
      answer.startBlock(i, content.get(i), events);
      answer.stopBlock(i, events);
    }
    answer.finish(message, events);
    answer.reportUsage(message.path("usage"), events);
  }

  private static JsonNode tree(Slice body) {
    try {
      return ExactJson.tree(body);
    } catch (IOException _) {
      throw AnswerEvents.broken("it is not JSON");
    }
  }
}
