package dev.llmapi.wire.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmapi.model.Failure;
import dev.llmapi.model.FailureKind;
import dev.llmapi.model.Slice;
import dev.llmapi.wire.json.Json;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the error answers of hosts that speak OpenAI's format: OpenAI's own, Azure's two shapes,
 * OpenRouter's with its numeric code, and bodies that are no JSON at all (providers.md 1.2, 2.4,
 * 3.3).
 */
public final class ErrorReader {

  private static final int MAX_MESSAGE_CHARS = 500;
  private static final int MAX_NAME_CHARS = 100;

  /** A code says more than a status; where both speak, the code decides. */
  private static final Map<String, FailureKind> KIND_BY_CODE =
      Map.ofEntries(
          Map.entry("context_length_exceeded", FailureKind.CONTEXT_LENGTH_EXCEEDED),
          Map.entry("content_filter", FailureKind.CONTENT_POLICY),
          Map.entry("content_policy_violation", FailureKind.CONTENT_POLICY),
          Map.entry("moderation_blocked", FailureKind.CONTENT_POLICY),
          Map.entry("image_content_policy_violation", FailureKind.CONTENT_POLICY),
          Map.entry("insufficient_quota", FailureKind.UPSTREAM_QUOTA),
          Map.entry("credit_balance_exhausted", FailureKind.UPSTREAM_QUOTA),
          Map.entry("project_spend_limit_exceeded", FailureKind.UPSTREAM_QUOTA),
          Map.entry("billing_hard_limit_reached", FailureKind.UPSTREAM_QUOTA),
          Map.entry("billing_not_active", FailureKind.UPSTREAM_QUOTA),
          Map.entry("invalid_api_key", FailureKind.UPSTREAM_AUTH),
          Map.entry("model_not_found", FailureKind.UPSTREAM_MODEL_NOT_FOUND),
          Map.entry("deploymentnotfound", FailureKind.UPSTREAM_MODEL_NOT_FOUND),
          Map.entry("server_is_overloaded", FailureKind.OVERLOADED),
          Map.entry("slow_down", FailureKind.OVERLOADED),
          Map.entry("provider_overloaded", FailureKind.OVERLOADED),
          Map.entry("rate_limit_exceeded", FailureKind.RATE_LIMITED),
          Map.entry("server_error", FailureKind.UPSTREAM_ERROR));

  /** How hosts without a code of their own say that a prompt is too long. */
  private static final List<String> TOO_LONG =
      List.of(
          "maximum context length",
          "prompt is too long",
          "input is too long",
          "exceeds the maximum number of tokens",
          "exceeds the available context size");

  /** The status that a type goes with, for an error that came without one. */
  private static final Map<String, Integer> STATUS_BY_TYPE =
      Map.of(
          "invalid_request_error", 400,
          "authentication_error", 401,
          "not_found_error", 404,
          "rate_limit_error", 429,
          "tokens", 429,
          "requests", 429,
          "service_unavailable_error", 503,
          "overloaded_error", 503);

  private ErrorReader() {}

  /**
   * Reads an error answer. Never throws.
   *
   * @param status of the answer; below 400, the error's own code or type decides
   */
  public static Failure read(int status, Slice body) {
    JsonNode error = error(body);
    return error == null ? unreadable(status) : failure(status < 400 ? told(error) : status, error);
  }

  /**
   * Reads the {@code error} object that a host put into an answer of status 200, whole or as an
   * event.
   */
  public static Failure readInBand(Slice error) {
    try {
      JsonNode node = Json.tree(error);
      return failure(told(node), node);
    } catch (IOException e) {
      return unreadable(500);
    }
  }

  /** Reads the data of an event of the type {@code error}: the object itself, or one around it. */
  public static Failure readEvent(Slice data) {
    JsonNode error = error(data);
    return error == null ? unreadable(500) : failure(told(error), error);
  }

  /** The status that an error without one goes with. */
  private static int told(JsonNode error) {
    int status = error.path("code").asInt(0);
    return status >= 400 && status < 600
        ? status
        : STATUS_BY_TYPE.getOrDefault(error.path("type").asText(), 500);
  }

  private static Failure failure(int status, JsonNode error) {
    FailureKind kind = kind(status, error);
    String message = text(error.isTextual() ? error : error.path("message"));
    if (!isShown(kind) || message == null || message.isBlank()) {
      return unreadable(kind, status);
    }
    String code = text(error.path("code"));
    String param = text(error.path("param"));
    return new Failure(
        kind,
        shortened(message),
        param == null || param.length() > MAX_NAME_CHARS ? null : param,
        null,
        code == null || !isName(code) ? kind.code() : code);
  }

  private static FailureKind kind(int status, JsonNode error) {
    FailureKind kind = byCode(error.path("code"));
    if (kind == null) {
      kind = byCode(error.path("metadata").path("error_type"));
    }
    if (kind == null) {
      kind = withoutCode(status, error);
    }
    if (kind == null || (isRefusedKey(status) && kind != FailureKind.CONTENT_POLICY)) {
      return byStatus(status);
    }
    return kind;
  }

  private static @Nullable FailureKind byCode(JsonNode code) {
    return KIND_BY_CODE.get(code.asText().toLowerCase(Locale.ROOT));
  }

  private static boolean isName(String code) {
    return code.length() <= MAX_NAME_CHARS && !code.chars().allMatch(Character::isDigit);
  }

  private static String shortened(String message) {
    if (message.length() <= MAX_MESSAGE_CHARS) {
      return message;
    }
    boolean splitsPair = Character.isHighSurrogate(message.charAt(MAX_MESSAGE_CHARS - 1));
    return message.substring(0, splitsPair ? MAX_MESSAGE_CHARS - 1 : MAX_MESSAGE_CHARS);
  }

  /** What is told otherwise than by a code; OpenRouter's 403 may be a flagged prompt, no key. */
  private static @Nullable FailureKind withoutCode(int status, JsonNode error) {
    if ("insufficient_quota".equals(text(error.path("type")))) {
      return FailureKind.UPSTREAM_QUOTA;
    }
    JsonNode metadata = error.path("metadata");
    if (metadata.has("flagged_input") || (status == 403 && metadata.has("reasons"))) {
      return FailureKind.CONTENT_POLICY;
    }
    String message = error.path("message").asText().toLowerCase(Locale.ROOT);
    return status == 400 && TOO_LONG.stream().anyMatch(message::contains)
        ? FailureKind.CONTEXT_LENGTH_EXCEEDED
        : null;
  }

  private static boolean isRefusedKey(int status) {
    return status == 401 || status == 403;
  }

  /** Of the caller's own faults he is told what the provider says; the rest is ours to word. */
  private static boolean isShown(FailureKind kind) {
    return switch (kind) {
      case BAD_REQUEST,
          CONTEXT_LENGTH_EXCEEDED,
          CONTENT_POLICY,
          TOO_LARGE,
          UNPROCESSABLE,
          UPSTREAM_CONFLICT,
          UPSTREAM_MODEL_NOT_FOUND ->
          true;
      default -> false;
    };
  }

  private static Failure unreadable(int status) {
    return unreadable(byStatus(status), status);
  }

  private static Failure unreadable(FailureKind kind, int status) {
    return Failure.of(
        kind,
        switch (kind) {
          case UPSTREAM_AUTH ->
              "The provider refused the gateway's own credentials (status "
                  + status
                  + "). Its owner must check the provider's key; the caller's key is fine.";
          case UPSTREAM_QUOTA ->
              "The gateway's account at the provider has no quota left. Its owner must add credit there.";
          case RATE_LIMITED -> "The provider limits the rate of requests at the moment.";
          case OVERLOADED -> "The provider is overloaded at the moment.";
          case UPSTREAM_TIMEOUT -> "The provider gave up waiting (status " + status + ").";
          case UPSTREAM_MODEL_NOT_FOUND -> "The provider does not know this model.";
          default -> "The provider answered with status " + status + ".";
        });
  }

  private static FailureKind byStatus(int status) {
    return switch (status) {
      case 401, 403 -> FailureKind.UPSTREAM_AUTH;
      case 402 -> FailureKind.UPSTREAM_QUOTA;
      case 404 -> FailureKind.UPSTREAM_MODEL_NOT_FOUND;
      case 408, 504, 524 -> FailureKind.UPSTREAM_TIMEOUT;
      case 409 -> FailureKind.UPSTREAM_CONFLICT;
      case 413 -> FailureKind.TOO_LARGE;
      case 422 -> FailureKind.UNPROCESSABLE;
      case 429 -> FailureKind.RATE_LIMITED;
      case 503, 529 -> FailureKind.OVERLOADED;
      default ->
          status >= 400 && status < 500 ? FailureKind.BAD_REQUEST : FailureKind.UPSTREAM_ERROR;
    };
  }

  private static @Nullable JsonNode error(Slice body) {
    try {
      JsonNode read = Json.tree(body);
      // Google's OpenAI-compatible endpoint wraps its errors in an array.
      JsonNode root = read.isArray() ? read.path(0) : read;
      JsonNode error = root.path("error");
      if (error.isObject() || error.isTextual()) {
        return error;
      }
      return root.isObject() && root.has("message") ? root : null;
    } catch (IOException e) {
      return null;
    }
  }

  private static @Nullable String text(JsonNode node) {
    return node.isValueNode() && !node.isNull() ? node.asText() : null;
  }
}
