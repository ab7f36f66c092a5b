package dev.llmapi.wire;

import dev.llmapi.model.Body;
import dev.llmapi.model.ChatEvent;
import dev.llmapi.model.ChatRequest;
import dev.llmapi.model.Failure;
import dev.llmapi.model.FailureException;
import dev.llmapi.model.Slice;
import dev.llmapi.model.Target;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A provider's format of chat: the model to bytes, and bytes to the model. It knows no host, no
 * path and no key. Thread-safe; a {@link ChatStreamReader} belongs to one stream.
 */
public interface ChatWire {

  /**
   * Writes the body of a request. What the target cannot honour has been taken out before (the
   * table of parameters decides, not the wire).
   *
   * @throws FailureException of kind BAD_REQUEST or INVALID_VALUE, naming the parameter, where the
   *     request cannot be said in this format
   */
  Body writeRequest(ChatRequest request, Target target);

  /**
   * Reads a whole answer (status 200) as the events that a stream of it would have given.
   *
   * @throws FailureException of kind UPSTREAM_BROKEN when the bytes are not such an answer, or of
   *     the fitting kind when the provider tells a failure with status 200 (a blocked prompt)
   */
  void readAnswer(Slice body, Consumer<ChatEvent> events);

  /** Whether a URL is of a file in the provider's own store, which it reads and nobody else can. */
  default boolean isOwnFile(String url) {
    return false;
  }

  /**
   * The service tier that served an answer, where its headers tell it, in the words of {@link
   * dev.llmapi.model.Usage#tier}; it comes before what the body says.
   *
   * @param headers of the answer, by lower-case name
   */
  default Optional<String> servedTier(Function<String, Optional<String>> headers) {
    return Optional.empty();
  }

  /** A reader for one streamed answer. */
  ChatStreamReader newStreamReader();

  /**
   * Reads an error answer into what it means for the caller. Never throws: a body that is not the
   * format's own (HTML of a proxy, nothing) is judged by its status. The message may quote the
   * provider's own message, never the body.
   */
  Failure readError(int status, Slice body);
}
