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

  private final ResponseEvents state;

  StreamReader(Supplier<String> toolCallIds) {
    this.state = new ResponseEvents(toolCallIds);
  }

  @Override
  public void read(@Nullable String type, Slice data, Consumer<ChatEvent> events) {
    state.accept(GeminiWire.readResponse(data), event -> events.accept(kept(event)));
  }

  @Override
  public boolean isComplete() {
    return state.isComplete();
  }

  /** The event with its image copied, since the bytes of {@code data} are soon overwritten. */
  private static ChatEvent kept(ChatEvent event) {
    return event instanceof ChatEvent.Image(int choice, String mediaType, Slice base64)
        ? new ChatEvent.Image(choice, mediaType, Slice.of(base64.bytes()))
        : event;
  }
}
