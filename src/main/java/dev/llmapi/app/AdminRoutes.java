package dev.llmapi.app;

import dev.llmapi.app.admin.Admin;
import dev.llmapi.app.admin.PageAsked;
import dev.llmapi.door.HttpExchange;
import dev.llmapi.model.Failure;
import dev.llmapi.model.FailureException;
import dev.llmapi.model.FailureKind;
import dev.llmapi.model.Slice;
import dev.llmapi.pipeline.WrongKeys;
import dev.llmapi.policy.Admission;
import dev.llmapi.policy.ApiKeys;
import java.util.Optional;

/** The routes of administration, behind a key of their own. Thread-safe. */
final class AdminRoutes {

  private final Admin admin;
  private final ApiKeys adminKey;
  private final WrongKeys wrongKeys;

  AdminRoutes(Admin admin, ApiKeys adminKey, WrongKeys wrongKeys) {
    this.admin = admin;
    this.adminKey = adminKey;
    this.wrongKeys = wrongKeys;
  }

  /** Lets in only who shows the key of administration; a project's key is none. */
  void requireAdmin(HttpExchange exchange) {
    String authorization = exchange.header("authorization");
    String apiKey = exchange.header("api-key");
    if (adminKey.admit(authorization, apiKey) instanceof Admission.Refused(Failure failure)) {
      boolean isWrong =
          failure.kind() == FailureKind.UNAUTHENTICATED
              && ApiKeys.shown(authorization, apiKey).isPresent();
      throw new FailureException(isWrong ? wrongKeys.told(failure) : failure);
    }
  }

  /** The project whose usage is asked for, by its id or its name; empty for all. */
  Optional<String> usageOf(HttpExchange exchange) {
    return Optional.ofNullable(exchange.query("project")).map(admin::projectId);
  }

  private static PageAsked page(HttpExchange exchange) {
    return PageAsked.of(exchange.query("limit"), exchange.query("after"));
  }

  /** The body of the answer to a route of administration. */
  byte[] answer(Route route, HttpExchange exchange) {
    requireAdmin(exchange);
    Slice body = new Slice(exchange.body(), 0, exchange.bodyLength());
    return switch (route) {
      case PROJECT_CREATE -> admin.createProject(body);
      case PROJECT_LIST -> admin.projects(page(exchange));
      case PROJECT_SHOW -> admin.project(route.rest(exchange.path()));
      case PROJECT_CHANGE -> admin.changeProject(route.rest(exchange.path()), body);
      case PROJECT_DELETE -> admin.deleteProject(route.rest(exchange.path()));
      case KEY_CREATE -> admin.createKey(body);
      case KEY_LIST -> admin.keys(Optional.ofNullable(exchange.query("project")), page(exchange));
      case KEY_ROTATE -> admin.rotateKey(route.rest(exchange.path()));
      case KEY_SHOW -> admin.key(route.rest(exchange.path()));
      case KEY_CHANGE -> admin.changeKey(route.rest(exchange.path()), body);
      case KEY_DELETE -> admin.deleteKey(route.rest(exchange.path()));
      default -> throw new IllegalStateException(route + " is none of administration");
    };
  }
}
