package dev.llmapi.app.config;

import java.time.Duration;

/**
 * The local server.
 *
 * @param port 0 takes any that is free
 * @param maxBodyBytes larger requests are refused with 413
 * @param maxConnections how many are open at once
 * @param maxHeaderBytes of all headers of a request together
 * @param keepAliveComment how long a stream may be silent before a comment keeps it alive
 */
public record ServerSettings(
    String host,
    int port,
    int maxBodyBytes,
    int maxConnections,
    int maxHeaderBytes,
    Duration keepAliveComment) {

  public static final ServerSettings DEFAULT =
      new ServerSettings("127.0.0.1", 8080, 32 << 20, 1024, 64 << 10, Duration.ofSeconds(15));
}
