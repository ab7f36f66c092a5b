package dev.llmapi.app;

import java.util.Optional;

/**
 * The routes, one row each: method, path, and what is done there. OpenAPI is derived from this
 * table, and the template's routes are checked against it. A path that ends in {@code {id}} takes
 * all that follows, slashes too, since models are named {@code provider/model}.
 */
public enum Route {
  CHAT_COMPLETIONS("POST", "/v1/chat/completions", true, "Creates a chat completion"),
  MODELS("GET", "/v1/models", true, "Lists the models"),
  MODEL("GET", "/v1/models/{id}", true, "Describes one model"),
  HEALTH("GET", "/healthz", false, "Tells that the gateway is up"),
  OPENAPI("GET", "/openapi.json", false, "This document");

  private static final String REST = "{id}";

  private final String method;
  private final String path;
  private final boolean needsKey;
  private final String summary;

  Route(String method, String path, boolean needsKey, String summary) {
    this.method = method;
    this.path = path;
    this.needsKey = needsKey;
    this.summary = summary;
  }

  public String method() {
    return method;
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

  /** Whether the path is this route's, whatever the method. */
  boolean matches(String asked) {
    return path.endsWith(REST)
        ? asked.length() > prefix().length() && asked.startsWith(prefix())
        : asked.equals(path);
  }

  /** What stands in the place of {@code {id}}. */
  String rest(String asked) {
    return asked.substring(prefix().length());
  }

  private String prefix() {
    return path.substring(0, path.length() - REST.length());
  }

  /** The route of a path, whatever the method. */
  static Optional<Route> find(String path) {
    for (Route route : values()) {
      if (route.matches(path)) {
        return Optional.of(route);
      }
    }
    return Optional.empty();
  }
}
