package dev.llmapi.app.door;

/** What stands behind every front door. Thread-safe: doors call it from many threads. */
@FunctionalInterface
public interface HttpHandler {

  /**
   * Answers one request, blocking, by {@link HttpExchange#respond} or {@link HttpExchange#open}.
   *
   * @throws Exception when no answer could be given: the door tells the client so in its own way,
   *     or breaks the answer that has begun
   */
  void handle(HttpExchange exchange) throws Exception;
}
