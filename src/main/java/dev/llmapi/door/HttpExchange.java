package dev.llmapi.door;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP request and the way to answer it, once: whole or as a stream. The local server and
 * Lambda each have their own. It belongs to the thread that handles it.
 */
public interface HttpExchange {

  String method();

  /** The path without the query and without a deployment stage, percent-decoded. */
  String path();

  /** A parameter of the query by its name, percent-decoded; the first of several. */
  default @Nullable String query(String name) {
    return null;
  }

  /** A request header by its name, in any case. */
  @Nullable String header(String name);

  /**
   * The body stands in {@code [0, bodyLength())}; the array may be longer, and is the exchange's.
   */
  byte[] body();

  int bodyLength();

  /** By when it must be answered, for a door that waits no longer; empty for one that does. */
  default Optional<Instant> deadline() {
    return Optional.empty();
  }

  /**
   * Whether the client was seen to hang up. The thread that handles the exchange is interrupted
   * then, which ends what it waits for; a door that cannot see it says no.
   */
  default boolean isClientGone() {
    return false;
  }

  /** The answer under way will end by telling that it failed: it is complete, and no success. */
  default void answerFailed() {}

  /**
   * Sends a whole answer.
   *
   * @throws IOException when the client is gone
   */
  void respond(int status, Map<String, String> headers, byte[] bytes, int from, int length)
      throws IOException;

  /**
   * Sends the head of an answer and opens its body.
   *
   * @param contentLength in bytes, or -1 when unknown
   * @throws IOException when the client is gone
   */
  ResponseBody open(int status, Map<String, String> headers, long contentLength) throws IOException;
}
