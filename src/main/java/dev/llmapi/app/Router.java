package dev.llmapi.app;

import dev.llmapi.door.HttpExchange;
import dev.llmapi.door.HttpHandler;
import dev.llmapi.model.Failure;
import dev.llmapi.model.FailureException;
import dev.llmapi.model.FailureKind;
import dev.llmapi.pipeline.Gateway;
import dev.llmapi.pipeline.Ids;
import dev.llmapi.wire.openai.ErrorWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Step 1 of each request: the route. What no route knows is refused here. Thread-safe. */
final class Router implements HttpHandler {

  private static final System.Logger LOG = System.getLogger(Router.class.getName());
  private static final byte[] HEALTHY = "{\"status\":\"ok\"}".getBytes(StandardCharsets.UTF_8);

  private final Gateway gateway;
  private final ModelList models;
  private final Ids ids;
  private final byte[] openApi = OpenApi.write();

  Router(Gateway gateway, ModelList models, Ids ids) {
    this.gateway = gateway;
    this.models = models;
    this.ids = ids;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try {
      route(exchange);
    } catch (FailureException e) {
      refuse(exchange, e.failure(), ids.next("req_"), Map.of());
    } catch (RuntimeException e) {
      bug(exchange, e);
    }
  }

  private void route(HttpExchange exchange) throws IOException {
    Route route = Route.find(exchange.path()).orElse(null);
    if (route == null) {
      throw FailureException.of(
          FailureKind.NOT_FOUND,
          "Unknown path. GET /openapi.json lists what is there; chat is POST /v1/chat/completions.");
    }
    if (!route.method().equals(exchange.method())) {
      Failure failure =
          Failure.of(
              FailureKind.METHOD_NOT_ALLOWED,
              "This path takes %s, not %s.".formatted(route.method(), exchange.method()));
      refuse(exchange, failure, ids.next("req_"), Map.of("allow", route.method()));
      return;
    }
    switch (route) {
      case CHAT_COMPLETIONS -> gateway.chat(exchange);
      case MODELS -> {
        gateway.requireCaller(exchange);
        json(exchange, models.list());
      }
      case MODEL -> {
        gateway.requireCaller(exchange);
        json(exchange, models.one(route.rest(exchange.path())));
      }
      case HEALTH -> json(exchange, HEALTHY);
      case OPENAPI -> json(exchange, openApi);
    }
  }

  private void json(HttpExchange exchange, byte[] body) throws IOException {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("content-type", "application/json");
    headers.put("x-request-id", ids.next("req_"));
    exchange.respond(200, headers, body, 0, body.length);
  }

  private static void refuse(
      HttpExchange exchange, Failure failure, String requestId, Map<String, String> more)
      throws IOException {
    Map<String, String> headers = new LinkedHashMap<>(more);
    headers.put("content-type", "application/json");
    headers.put("x-request-id", requestId);
    byte[] body = ErrorWriter.write(failure);
    exchange.respond(failure.kind().status(), headers, body, 0, body.length);
  }

  /** A bug of ours: logged once, with an id that the caller can quote. */
  private void bug(HttpExchange exchange, RuntimeException e) throws IOException {
    String id = ids.next("req_");
    LOG.log(System.Logger.Level.ERROR, "internal error " + id, e);
    refuse(
        exchange,
        Failure.of(
            FailureKind.INTERNAL, "The gateway failed; its log tells more about " + id + "."),
        id,
        Map.of());
  }
}
