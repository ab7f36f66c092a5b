package dev.llmapi.door;

import java.io.IOException;

/** Answers HTTP requests. Thread-safe. */
@FunctionalInterface
public interface HttpHandler {

  /**
   * Answers the exchange, errors included.
   *
   * @throws IOException when the client is gone
   */
  void handle(HttpExchange exchange) throws IOException;
}
