package dev.llmapi.app.lambda;

import dev.llmapi.door.HttpExchange;
import dev.llmapi.door.HttpHandler;
import dev.llmapi.door.ResponseBody;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Wires the function that {@code LLMAPI_FUNCTION} names. */
final class HandlerFactory {

  private static final String DEFAULT_FUNCTION = "api";
  private static final int PRIMING_ROUNDS = 50;

  private HandlerFactory() {}

  /**
   * @param environment as Lambda sets it
   * @throws Exception when the function cannot be wired: a failed init
   */
  static LambdaFunction create(Map<String, String> environment) throws Exception {
    String name = environment.getOrDefault("LLMAPI_FUNCTION", DEFAULT_FUNCTION);
    return switch (name) {
      case "api" -> api();
      default -> throw new IllegalArgumentException("LLMAPI_FUNCTION names no function: " + name);
    };
  }

  private static LambdaFunction api() {
    HttpHandler handler = HandlerFactory::answerDemo;
    byte[] sample =
        """
        {"httpMethod": "POST", "path": "/v1/chat/completions", "headers": null,
         "body": "{\\"stream\\": true}", "isBase64Encoded": false}\
        """
            .getBytes(StandardCharsets.UTF_8);
    var primer = new SampleRequests(handler, List.of(sample), PRIMING_ROUNDS);
    return new LambdaFunction(handler, List.of(primer), List.of());
  }

  /** Stands in for the gateway until it is wired here. */
  private static void answerDemo(HttpExchange exchange) throws IOException {
    String body = new String(exchange.body(), 0, exchange.bodyLength(), StandardCharsets.UTF_8);
    String model = exchange.path().replaceFirst("^/v1/models/?", "");
    switch (exchange.path()) {
      case "/healthz" -> respond(exchange, "{\"status\":\"ok\"}");
      case "/openapi.json" -> respond(exchange, "{\"openapi\":\"3.1.0\"}");
      case "/v1/models" -> respond(exchange, "{\"object\":\"list\",\"data\":[]}");
      case "/v1/chat/completions" -> {
        if (body.contains("\"stream\": true")) {
          stream(exchange);
        } else {
          respond(exchange, "{\"object\":\"chat.completion\"}");
        }
      }
      default -> respond(exchange, "{\"object\":\"model\",\"id\":\"" + model + "\"}");
    }
  }

  private static void respond(HttpExchange exchange, String json) throws IOException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    exchange.respond(200, Map.of("content-type", "application/json"), bytes, 0, bytes.length);
  }

  private static void stream(HttpExchange exchange) throws IOException {
    try (ResponseBody body = exchange.open(200, Map.of("content-type", "text/event-stream"), -1)) {
      for (String event : List.of("{\"object\":\"chat.completion.chunk\"}", "[DONE]")) {
        byte[] bytes = ("data: " + event + "\n\n").getBytes(StandardCharsets.UTF_8);
        body.write(bytes, 0, bytes.length);
        body.flush();
      }
    }
  }
}
