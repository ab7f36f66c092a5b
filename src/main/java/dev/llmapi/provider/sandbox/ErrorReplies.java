package dev.llmapi.provider.sandbox;

import java.io.ByteArrayInputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Errors in OpenAI's shape. */
final class ErrorReplies {
  private ErrorReplies() {}

  /** The refusal of a bad request. */
  static SandboxReply of(BadRequestException refused) {
    return reply(
        refused.status(),
        new Body(refused.message(), "invalid_request_error", refused.param(), refused.code()),
        Map.of());
  }

  /** The error that is all a model of this fault answers; empty where it answers otherwise. */
  static Optional<SandboxReply> of(Fault fault) {
    return switch (fault) {
      case RATE_LIMITED ->
          Optional.of(
              reply(
                  429,
                  new Body(
                      "The sandbox refuses on purpose: rate limit reached. Try again in 2 s.",
                      "rate_limit_error",
                      null,
                      "rate_limit_exceeded"),
                  Map.of("retry-after", "2")));
      case SERVER_ERROR ->
          Optional.of(
              reply(
                  500,
                  new Body("The sandbox fails on purpose.", "server_error", null, null),
                  Map.of()));
      case OVERLOADED ->
          Optional.of(
              reply(
                  503,
                  new Body(
                      "The sandbox is overloaded on purpose. Try again in 1 s.",
                      "service_unavailable_error",
                      null,
                      "server_is_overloaded"),
                  Map.of("retry-after", "1")));
      case NONE, SLOW, STALL, CUT, MALFORMED -> Optional.empty();
    };
  }

  private record Body(String message, String type, @Nullable String param, @Nullable String code) {}

  private static SandboxReply reply(int status, Body error, Map<String, String> more) {
    var json =
        AnswerParts.writeObject(
            "",
            generator -> {
              generator.writeObjectFieldStart("error");
              generator.writeStringField("message", error.message);
              generator.writeStringField("type", error.type);
              generator.writeStringField("param", error.param);
              generator.writeStringField("code", error.code);
              generator.writeEndObject();
            });
    var headers = new HashMap<>(more);
    headers.put("content-type", "application/json");
    return new SandboxReply(status, headers, new ByteArrayInputStream(json.toByteArray()));
  }
}
