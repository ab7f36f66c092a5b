package dev.llmapi.wire.anthropic;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmapi.model.Failure;
import dev.llmapi.model.FailureKind;
import dev.llmapi.model.Slice;
import dev.llmapi.wire.json.Json;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads errors (Anthropic's "Errors"). What tells most comes first: the detailed code, the few
 * messages that have no code of their own, the status, the type.
 */
final class ErrorReader {

  private static final int MAX_QUOTED_CHARS = 500;

  private static final Map<String, FailureKind> BY_CODE =
      Map.ofEntries(
          entry("enforced_spend_limit_reached", FailureKind.UPSTREAM_QUOTA),
          entry("contract_spend_limit_reached", FailureKind.UPSTREAM_QUOTA),
          entry("linked_organization_spend_limit_reached", FailureKind.UPSTREAM_QUOTA),
          entry("linked_organization_billing_unavailable", FailureKind.UPSTREAM_QUOTA),
          entry("organization_on_hold", FailureKind.UPSTREAM_AUTH),
          entry("ramp_limit_exceeded", FailureKind.RATE_LIMITED),
          entry("image_dimensions_too_large", FailureKind.INVALID_IMAGE),
          entry("request_body_too_large_after_decoding", FailureKind.TOO_LARGE));

  /** Anthropic has no code for these, which share one type with every other mistake. */
  private static final Map<String, FailureKind> BY_PHRASE =
      Map.ofEntries(
          entry("prompt is too long", FailureKind.CONTEXT_LENGTH_EXCEEDED),
          entry("input is too long", FailureKind.CONTEXT_LENGTH_EXCEEDED),
          entry("exceed context limit", FailureKind.CONTEXT_LENGTH_EXCEEDED),
          entry("exceeds the maximum number of tokens", FailureKind.CONTEXT_LENGTH_EXCEEDED),
          entry("credit balance is too low", FailureKind.UPSTREAM_QUOTA),
          entry("blocked by content filtering policy", FailureKind.CONTENT_POLICY));

  private static final Map<Integer, FailureKind> BY_STATUS =
      Map.ofEntries(
          entry(401, FailureKind.UPSTREAM_AUTH),
          entry(402, FailureKind.UPSTREAM_QUOTA),
          entry(403, FailureKind.UPSTREAM_AUTH),
          entry(404, FailureKind.UPSTREAM_MODEL_NOT_FOUND),
          entry(408, FailureKind.UPSTREAM_TIMEOUT),
          entry(413, FailureKind.TOO_LARGE),
          entry(422, FailureKind.UNPROCESSABLE),
          entry(424, FailureKind.UPSTREAM_ERROR),
          entry(429, FailureKind.RATE_LIMITED),
          entry(503, FailureKind.OVERLOADED),
          entry(504, FailureKind.UPSTREAM_TIMEOUT),
          entry(529, FailureKind.OVERLOADED));

  private static final Map<String, FailureKind> BY_TYPE =
      Map.ofEntries(
          entry("invalid_request_error", FailureKind.BAD_REQUEST),
          entry("conflict_error", FailureKind.BAD_REQUEST),
          entry("authentication_error", FailureKind.UPSTREAM_AUTH),
          entry("permission_error", FailureKind.UPSTREAM_AUTH),
          entry("billing_error", FailureKind.UPSTREAM_QUOTA),
          entry("not_found_error", FailureKind.UPSTREAM_MODEL_NOT_FOUND),
          entry("request_too_large", FailureKind.TOO_LARGE),
          entry("rate_limit_error", FailureKind.RATE_LIMITED),
          entry("api_error", FailureKind.UPSTREAM_ERROR),
          entry("timeout_error", FailureKind.UPSTREAM_TIMEOUT),
          entry("overloaded_error", FailureKind.OVERLOADED));

  /** Kinds at which the caller learns the provider's own words; elsewhere they may hold a key. */
  private static final Set<FailureKind> QUOTED =
      Set.of(
          FailureKind.BAD_REQUEST,
          FailureKind.CONTEXT_LENGTH_EXCEEDED,
          FailureKind.INVALID_IMAGE,
          FailureKind.CONTENT_POLICY,
          FailureKind.TOO_LARGE,
          FailureKind.UPSTREAM_MODEL_NOT_FOUND);

  private static final Map<FailureKind, String> MESSAGES =
      Map.ofEntries(
          entry(FailureKind.BAD_REQUEST, "The provider refused the request."),
          entry(
              FailureKind.CONTEXT_LENGTH_EXCEEDED,
              "The request is longer than the model's context."),
          entry(FailureKind.INVALID_IMAGE, "The provider refused an image."),
          entry(FailureKind.CONTENT_POLICY, "The provider's content policy blocked the request."),
          entry(FailureKind.TOO_LARGE, "The request is larger than the provider takes."),
          entry(FailureKind.UPSTREAM_MODEL_NOT_FOUND, "The provider does not know the model."),
          entry(
              FailureKind.UPSTREAM_AUTH,
              "The provider refused the gateway's credentials; its owner must check them."),
          entry(
              FailureKind.UPSTREAM_QUOTA,
              "The gateway's account at the provider has no credit or quota left."),
          entry(FailureKind.RATE_LIMITED, "The provider's rate limit is reached."),
          entry(FailureKind.UPSTREAM_ERROR, "The provider failed."),
          entry(FailureKind.UPSTREAM_TIMEOUT, "The provider took too long."),
          entry(FailureKind.OVERLOADED, "The provider is overloaded."));

  private ErrorReader() {}

  static Failure read(int status, Slice body) {
    JsonNode error = findError(body);
    FailureKind kind =
        findSpecific(error)
            .or(() -> Optional.ofNullable(BY_STATUS.get(status)))
            .or(() -> findByType(error))
            .orElseGet(() -> ofStatusClass(status));
    return Failure.of(kind, message(kind, error));
  }

  /** An {@code error} object that came without a status of its own, in a stream. */
  static Failure ofError(JsonNode error) {
    FailureKind kind =
        findSpecific(error).or(() -> findByType(error)).orElse(FailureKind.UPSTREAM_ERROR);
    return Failure.of(kind, message(kind, error));
  }

  private static JsonNode findError(Slice body) {
    try {
      return Json.tree(body).path("error");
    } catch (IOException _) {
      return Json.TREES.missingNode();
    }
  }

  private static Optional<FailureKind> findSpecific(JsonNode error) {
    FailureKind byCode = BY_CODE.get(error.path("details").path("error_code").asText(""));
    if (byCode != null) {
      return Optional.of(byCode);
    }
    if (!error.path("type").asText("").equals("invalid_request_error")) {
      return Optional.empty();
    }
    String message = error.path("message").asText("").toLowerCase(Locale.ROOT);
    return BY_PHRASE.entrySet().stream()
        .filter(row -> message.contains(row.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private static Optional<FailureKind> findByType(JsonNode error) {
    return Optional.ofNullable(BY_TYPE.get(error.path("type").asText("")));
  }

  private static FailureKind ofStatusClass(int status) {
    return status >= 400 && status < 500 ? FailureKind.BAD_REQUEST : FailureKind.UPSTREAM_ERROR;
  }

  private static String message(FailureKind kind, JsonNode error) {
    String own = MESSAGES.getOrDefault(kind, "The provider failed.");
    String said = error.path("message").asText("").strip();
    return QUOTED.contains(kind) && !said.isEmpty() ? own + " It says: " + cut(said) : own;
  }

  private static String cut(String text) {
    if (text.length() <= MAX_QUOTED_CHARS) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(MAX_QUOTED_CHARS - 1)) ? -1 : 0;
    return text.substring(0, MAX_QUOTED_CHARS + end) + "…";
  }
}
