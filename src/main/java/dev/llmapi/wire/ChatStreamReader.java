package dev.llmapi.wire;

import dev.llmapi.model.ChatEvent;
import dev.llmapi.model.FailureException;
import dev.llmapi.model.Slice;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the server-sent events of one streamed answer, in order. Not thread-safe. */
public interface ChatStreamReader {

  /**
   * Reads one server-sent event.
   *
   * @param type the event's {@code event:} field, if there was one
   * @param data its {@code data:} lines; valid only during the call, and so are the images in the
   *     events, which are slices of it
   * @throws FailureException when the provider tells an error in mid-stream (of the kind that it
   *     means), or the event is not of the format (UPSTREAM_BROKEN)
   */
  void read(@Nullable String type, Slice data, Consumer<ChatEvent> events);

  /**
   * Whether the format's own end was seen. A stream that ends before is broken, whatever came. A
   * missing last formality after that end (OpenAI's {@code [DONE]}) is forgiven.
   */
  boolean isComplete();

  /** Whether the format lets nothing follow that matters, so that nobody need wait for more. */
  default boolean isOver() {
    return false;
  }
}
