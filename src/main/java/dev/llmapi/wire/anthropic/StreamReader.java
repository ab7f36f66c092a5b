package dev.llmapi.wire.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmapi.model.ChatEvent;
import dev.llmapi.model.FailureException;
import dev.llmapi.model.Slice;
import dev.llmapi.wire.ChatStreamReader;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a streamed answer (Anthropic's "Streaming messages"). The format's own end is the {@code
 * message_delta} with a {@code stop_reason}; a missing {@code message_stop} after it is forgiven,
 * and so is a missing reason before {@code message_stop}.
 */
final class StreamReader implements ChatStreamReader {

  private final AnswerEvents answer = new AnswerEvents();

  @Override
  public void read(@Nullable String type, Slice data, Consumer<ChatEvent> events) {
    if (answer.isFinished()) {
      return;
    }
    JsonNode event = tree(data);
    JsonNode told = event.path("type");
    String name = told.isTextual() ? told.asText() : type;
    if (name == null) {
      throw AnswerEvents.broken("an event has no type");
    }
    read(name, event, events);
  }

  private void read(String type, JsonNode event, Consumer<ChatEvent> events) {
    int block = event.path("index").asInt();
    switch (type) {
      case "message_start" -> {
        answer.start(event.path("message"), events);
        answer.reportUsage(event.path("message").path("usage"), events);
      }
      case "content_block_start" -> answer.startBlock(block, event.path("content_block"), events);
      case "content_block_delta" -> answer.addToBlock(block, event.path("delta"), events);
      case "content_block_stop" -> answer.stopBlock(block, events);
      case "message_delta" -> {
        if (event.path("delta").path("stop_reason").isTextual()) {
          answer.finish(event.path("delta"), events);
        }
        answer.reportUsage(event.path("usage"), events);
      }
      case "message_stop" -> answer.finish(event, events);
      case "error" -> throw new FailureException(ErrorReader.ofError(event.path("error")));
      default -> {
        // ping, and what Anthropic adds later: its versioning policy asks to ignore those.
      }
    }
  }

  @Override
  public boolean isComplete() {
    return answer.isFinished();
  }

  /** What follows the reason is the formality of {@code message_stop}. */
  @Override
  public boolean isOver() {
    return answer.isFinished();
  }

  private static JsonNode tree(Slice data) {
    try {
      return ExactJson.tree(data);
    } catch (IOException _) {
      throw AnswerEvents.broken("an event is not JSON");
    }
  }
}
