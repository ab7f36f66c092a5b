package dev.llmapi.app;

import dev.llmapi.door.HttpExchange;
import dev.llmapi.door.HttpHandler;
import dev.llmapi.model.Failure;
import dev.llmapi.model.FailureException;
import dev.llmapi.model.FailureKind;
import dev.llmapi.pipeline.Gateway;
import dev.llmapi.pipeline.Idempotent;
import dev.llmapi.pipeline.Ids;
import dev.llmapi.pipeline.Unavailable;
import dev.llmapi.policy.Caller;
import dev.llmapi.store.StoreUnavailableException;
import dev.llmapi.wire.openai.ErrorWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Step 1 of each request: the route. What no route knows is refused here. Thread-safe. */
final class Router implements HttpHandler {

  private static final System.Logger LOG = System.getLogger(Router.class.getName());
  private static final byte[] HEALTHY = "{\"status\":\"ok\"}".getBytes(StandardCharsets.UTF_8);

  private static final Map<String, String> RETRY_SOON = Map.of("retry-after", "1");

  private final Gateway gateway;
  private final ModelList models;
  private final AdminRoutes admin;
  private final Accounting accounting;
  private final Idempotent idempotent;
  private final Ids ids;
  private final byte[] openApi = OpenApi.write();

  Router(
      Gateway gateway,
      ModelList models,
      AdminRoutes admin,
      Accounting accounting,
      Idempotent idempotent,
      Ids ids) {
    this.gateway = gateway;
    this.models = models;
    this.admin = admin;
    this.accounting = accounting;
    this.idempotent = idempotent;
    this.ids = ids;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try {
      route(exchange);
    } catch (FailureException e) {
      refuse(exchange, e.failure(), ids.next("req_"), Map.of());
    } catch (StoreUnavailableException e) {
      refuse(exchange, Unavailable.failure(e).failure(), ids.next("req_"), RETRY_SOON);
    } catch (RuntimeException e) {
      bug(exchange, e);
    }
  }

  private void route(HttpExchange exchange) throws IOException {
    List<Route> routes = Route.at(exchange.path());
    if (routes.isEmpty()) {
      throw FailureException.of(
          FailureKind.NOT_FOUND,
          "Unknown path. GET /openapi.json lists what is there; chat is POST /v1/chat/completions.");
    }
    // A HEAD is a GET of which the door sends no body (RFC 9110, 9.3.2).
    String method = exchange.method().equals("HEAD") ? "GET" : exchange.method();
    Optional<Route> found =
        routes.stream().filter(each -> each.method().equals(method)).findFirst();
    if (found.isEmpty()) {
      String methods = routes.stream().map(Route::method).collect(Collectors.joining(", "));
      Failure failure =
          Failure.of(
              FailureKind.METHOD_NOT_ALLOWED,
              "This path takes %s, not %s.".formatted(methods, exchange.method()));
      refuse(exchange, failure, ids.next("req_"), Map.of("allow", methods));
      return;
    }
    answer(found.get(), exchange);
  }

  private void answer(Route route, HttpExchange exchange) throws IOException {
    switch (route) {
      case CHAT_COMPLETIONS, AZURE_CHAT, DEPLOYMENT_CHAT ->
          idempotent.answer(exchange, gateway::chat);
      case MODELS -> {
        gateway.requireCaller(exchange);
        json(exchange, models.list());
      }
      case MODEL -> {
        gateway.requireCaller(exchange);
        json(exchange, models.one(route.rest(exchange.path())));
      }
      case QUOTE -> json(exchange, accounting.quote(gateway.requireCaller(exchange), exchange));
      case RECEIPT ->
          json(
              exchange,
              accounting.receipt(gateway.requireCaller(exchange), route.rest(exchange.path())));
      case USAGE -> {
        Caller caller = gateway.requireCaller(exchange);
        usage(exchange, Optional.of(caller.projectId()));
      }
      case USAGE_ALL -> {
        admin.requireAdmin(exchange);
        usage(exchange, Optional.ofNullable(exchange.query("project")));
      }
      case HEALTH -> json(exchange, HEALTHY);
      case OPENAPI -> json(exchange, openApi);
      default -> json(exchange, admin.answer(route, exchange));
    }
  }

  private void usage(HttpExchange exchange, Optional<String> project) throws IOException {
    if ("csv".equals(exchange.query("format"))) {
      send(exchange, "text/csv; charset=utf-8", accounting.usageCsv(project, exchange));
    } else {
      json(exchange, accounting.usage(project, exchange));
    }
  }

  private void json(HttpExchange exchange, byte[] body) throws IOException {
    send(exchange, "application/json", body);
  }

  private void send(HttpExchange exchange, String type, byte[] body) throws IOException {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("content-type", type);
    headers.put("x-request-id", ids.next("req_"));
    exchange.respond(200, headers, body, 0, body.length);
  }

  private static void refuse(
      HttpExchange exchange, Failure failure, String requestId, Map<String, String> more)
      throws IOException {
    Map<String, String> headers = new LinkedHashMap<>(more);
    headers.put("content-type", "application/json");
    headers.put("x-request-id", requestId);
    if (failure.retryAfter() != null) {
      long millis = failure.retryAfter().toMillis();
      headers.put("retry-after", Long.toString((millis + 999) / 1000));
    }
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
