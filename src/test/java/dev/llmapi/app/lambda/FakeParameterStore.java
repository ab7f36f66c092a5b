package dev.llmapi.app.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * SSM's Parameter Store, whose every parameter has one value, and the address at which a function
 * with SnapStart gets its credentials.
 */
final class FakeParameterStore implements AutoCloseable {

  private static final String CREDENTIALS =
      """
      {"AccessKeyId": "AKIAEXAMPLE", "SecretAccessKey": "secret", "Token": "token",
       "Expiration": "2099-01-01T00:00:00Z"}\
      """;

  private final HttpServer server;
  private final String value;
  private final List<String> asked = new CopyOnWriteArrayList<>();

  FakeParameterStore(String value) throws IOException {
    this.value = value;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/credentials", exchange -> answer(exchange, CREDENTIALS));
    server.createContext("/", this::getParameter);
    server.start();
  }

  /** What Lambda and its owner would set. */
  Map<String, String> environment() {
    String address = "http://127.0.0.1:" + server.getAddress().getPort();
    return Map.of(
        "AWS_ENDPOINT_URL_SSM",
        address,
        "AWS_CONTAINER_CREDENTIALS_FULL_URI",
        address + "/credentials",
        "AWS_CONTAINER_AUTHORIZATION_TOKEN",
        "token");
  }

  /** The requests so far. */
  List<String> asked() {
    return List.copyOf(asked);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void getParameter(HttpExchange exchange) throws IOException {
    asked.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
    answer(exchange, "{\"Parameter\": {\"Value\": \"" + value + "\"}}");
  }

  private static void answer(HttpExchange exchange, String json) throws IOException {
    byte[] bytes = json.getBytes(UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.1");
    exchange.sendResponseHeaders(200, bytes.length);
    try (exchange) {
      exchange.getResponseBody().write(bytes);
    }
  }
}
