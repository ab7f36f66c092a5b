package dev.llmapi.app.local;

import dev.llmapi.model.Failure;
import dev.llmapi.model.FailureKind;
import dev.llmapi.wire.openai.ErrorWriter;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.DirectHandlers;
import org.jspecify.annotations.Nullable;

/** What Helidon refuses before a request reaches the router, told in OpenAI's shape. */
final class ProtocolErrors implements DirectHandler {

  private static final Failure OLD_VERSION =
      Failure.of(
          FailureKind.BAD_REQUEST,
          "This server speaks HTTP/1.1, not HTTP/1.0. In nginx, proxy_http_version 1.1 asks for it.");

  private ProtocolErrors() {}

  static DirectHandlers handlers() {
    ProtocolErrors errors = new ProtocolErrors();
    DirectHandlers.Builder handlers = DirectHandlers.builder();
    for (EventType type : EventType.values()) {
      handlers.addHandler(type, errors);
    }
    return handlers.build();
  }

  @Override
  public TransportResponse handle(
      TransportRequest request,
      EventType type,
      Status status,
      ServerResponseHeaders headers,
      @Nullable String message) {
    if (request.protocolVersion().endsWith("1.0")) {
      return refusal(505, headers, OLD_VERSION);
    }
    Failure failure = failure(request, status.code());
    boolean helidonsStatus = failure.kind() == FailureKind.BAD_REQUEST;
    return refusal(helidonsStatus ? status.code() : failure.kind().status(), headers, failure);
  }

  private static TransportResponse refusal(
      int status, ServerResponseHeaders headers, Failure failure) {
    return TransportResponse.builder()
        .status(Status.create(status))
        .headers(headers)
        .header(HeaderNames.CONTENT_TYPE, "application/json")
        .keepAlive(false)
        .entity(ErrorWriter.write(failure))
        .build();
  }

  private static Failure failure(TransportRequest request, int status) {
    if (status >= 500) {
      return Failure.of(FailureKind.INTERNAL, "The gateway's HTTP server failed.");
    }
    if (request.headers().contains(HeaderNames.CONTENT_ENCODING)) {
      return Failure.of(
          FailureKind.UNSUPPORTED_MEDIA_TYPE,
          "A body in a 'content-encoding' is not taken; send it as it is.");
    }
    return Failure.of(
        FailureKind.BAD_REQUEST,
        "The request is not proper HTTP/1.1, or its headers are longer than the limit"
            + " (server.max_header_bytes).");
  }
}
