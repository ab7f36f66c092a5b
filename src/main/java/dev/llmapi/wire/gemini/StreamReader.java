package dev.llmapi.wire.gemini;

import dev.llmapi.model.ChatEvent;
import dev.llmapi.model.Slice;
import dev.llmapi.wire.ChatStreamReader;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code streamGenerateContent?alt=sse}: each event is a whole response, and there is no
 * terminator, so the end is where every candidate seen has its finish reason.
 */
final class StreamReader implements ChatStreamReader {

  /** OpenAI's terminator, which hosts in between add. */
  private static final String DONE = "[DONE]";

  private final ResponseEvents state;

  StreamReader(Supplier<String> toolCallIds) {
    this.state = new ResponseEvents(toolCallIds);
  }

  @Override
  public void read(@Nullable String type, Slice data, Consumer<ChatEvent> events) {
    if (!state.isComplete() || !isDone(data)) {
      state.accept(GeminiWire.readResponse(data), events);
    }
  }

  private static boolean isDone(Slice data) {
    return data.length() == DONE.length() && data.text().equals(DONE);
  }

  @Override
  public boolean isComplete() {
    return state.isComplete();
  }
}
