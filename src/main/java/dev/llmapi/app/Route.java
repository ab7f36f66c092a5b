package dev.llmapi.app;

import static dev.llmapi.app.RouteParameter.AFTER;
import static dev.llmapi.app.RouteParameter.FORMAT;
import static dev.llmapi.app.RouteParameter.FROM;
import static dev.llmapi.app.RouteParameter.GROUP_BY;
import static dev.llmapi.app.RouteParameter.IDEMPOTENCY_KEY;
import static dev.llmapi.app.RouteParameter.LIMIT;
import static dev.llmapi.app.RouteParameter.MAX_COST;
import static dev.llmapi.app.RouteParameter.OF_KEY;
import static dev.llmapi.app.RouteParameter.OF_MODEL;
import static dev.llmapi.app.RouteParameter.OF_PROJECT;
import static dev.llmapi.app.RouteParameter.OF_PROVIDER;
import static dev.llmapi.app.RouteParameter.OF_TAG;
import static dev.llmapi.app.RouteParameter.TO;

import java.util.ArrayList;
import java.util.List;

/**
 * The routes, one row each: method, path, and what is done there. OpenAPI is derived from this
 * table, and the template's routes are checked against it. A path takes in the place of {@code
 * {id}} all that stands there, slashes too, since models are named {@code provider/model}.
 *
 * <p>Azure's paths are for its own clients, which send {@code api-key}. Its dated API has the model
 * in the path; they send it in the body too, and the body's counts.
 */
@SuppressWarnings("ImmutableEnumChecker") // List.of is.
public enum Route {
  CHAT_COMPLETIONS(
      "POST", "/v1/chat/completions", true, "Creates a chat completion", IDEMPOTENCY_KEY, MAX_COST),
  AZURE_CHAT(
      "POST",
      "/openai/v1/chat/completions",
      true,
      "Creates a chat completion",
      IDEMPOTENCY_KEY,
      MAX_COST),
  DEPLOYMENT_CHAT(
      "POST",
      "/openai/deployments/{id}/chat/completions",
      true,
      "Creates a chat completion",
      IDEMPOTENCY_KEY,
      MAX_COST),
  MODELS("GET", "/v1/models", true, "Lists the models"),
  MODEL("GET", "/v1/models/{id}", true, "Describes one model"),
  QUOTE("POST", "/v1/llmapi/quote", true, "Tells what a chat completion would cost"),
  RECEIPT("GET", "/v1/llmapi/receipts/{id}", true, "Shows the receipt of a call"),
  USAGE(
      "GET",
      "/v1/llmapi/usage",
      true,
      "Adds up what was used, by day and model",
      FROM,
      TO,
      GROUP_BY,
      FORMAT,
      OF_KEY,
      OF_MODEL,
      OF_PROVIDER,
      OF_TAG),
  PROJECT_CREATE("POST", "/admin/projects", true, "Makes a project"),
  PROJECT_LIST("GET", "/admin/projects", true, "Lists the projects, page by page", LIMIT, AFTER),
  PROJECT_SHOW("GET", "/admin/projects/{id}", true, "Shows a project"),
  PROJECT_CHANGE("PATCH", "/admin/projects/{id}", true, "Changes a project"),
  PROJECT_DELETE("DELETE", "/admin/projects/{id}", true, "Removes a project and its keys"),
  KEY_CREATE("POST", "/admin/keys", true, "Makes a key; the answer shows it, this once"),
  KEY_LIST("GET", "/admin/keys", true, "Lists the keys, page by page", OF_PROJECT, LIMIT, AFTER),
  KEY_ROTATE("POST", "/admin/keys/{id}/rotate", true, "Gives a key a new secret"),
  KEY_SHOW("GET", "/admin/keys/{id}", true, "Shows a key"),
  KEY_CHANGE("PATCH", "/admin/keys/{id}", true, "Changes a key"),
  KEY_DELETE("DELETE", "/admin/keys/{id}", true, "Removes a key"),
  USAGE_ALL(
      "GET",
      "/admin/usage",
      true,
      "Adds up what all projects used",
      OF_PROJECT,
      FROM,
      TO,
      GROUP_BY,
      FORMAT,
      OF_KEY,
      OF_MODEL,
      OF_PROVIDER,
      OF_TAG),
  HEALTH("GET", "/healthz", false, "Tells that the gateway is up"),
  OPENAPI("GET", "/openapi.json", false, "This document");

  private static final String REST = "{id}";

  private final String method;
  private final String path;
  private final boolean needsKey;
  private final String summary;
  private final List<RouteParameter> parameters;

  Route(
      String method, String path, boolean needsKey, String summary, RouteParameter... parameters) {
    this.method = method;
    this.path = path;
    this.needsKey = needsKey;
    this.summary = summary;
    this.parameters = List.of(parameters);
  }

  public String method() {
    return method;
  }

  /** The methods that it takes: where GET is taken, so is HEAD (RFC 9110, 9.1). */
  List<String> methods() {
    return method.equals("GET") ? List.of("GET", "HEAD") : List.of(method);
  }

  boolean takes(String asked) {
    return methods().contains(asked);
  }

  public String path() {
    return path;
  }

  /** Whether the caller must show an API key. */
  public boolean needsKey() {
    return needsKey;
  }

  public String summary() {
    return summary;
  }

  List<RouteParameter> parameters() {
    return parameters;
  }

  /** Whether the path is this route's, whatever the method. */
  boolean matches(String asked) {
    int place = path.indexOf(REST);
    if (place < 0) {
      return asked.equals(path);
    }
    return asked.length() > path.length() - REST.length()
        && asked.startsWith(path.substring(0, place))
        && asked.endsWith(path.substring(place + REST.length()));
  }

  /** What stands in the place of {@code {id}}. */
  String rest(String asked) {
    int place = path.indexOf(REST);
    return asked.substring(place, asked.length() - (path.length() - place - REST.length()));
  }

  /** The routes of a path, one a method. */
  static List<Route> at(String path) {
    List<Route> routes = new ArrayList<>(1);
    for (Route route : values()) {
      if (route.matches(path) && routes.stream().noneMatch(r -> r.method.equals(route.method))) {
        routes.add(route);
      }
    }
    return routes;
  }
}
