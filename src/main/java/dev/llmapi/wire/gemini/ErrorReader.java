package dev.llmapi.wire.gemini;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.llmapi.model.Failure;
import dev.llmapi.model.FailureKind;
import dev.llmapi.model.Slice;
import dev.llmapi.wire.json.Json;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;

/**
 * Reads Google's error ({@code google.rpc.Status} under {@code error}, sometimes inside an array)
 * into what it means for the caller.
 */
final class ErrorReader {

  private static final int MAX_QUOTED_CHARS = 500;

  /** {@code google.rpc.Code} by name. FAILED_PRECONDITION is the account's region or billing. */
  private static final Map<String, FailureKind> BY_CODE =
      Map.ofEntries(
          entry("INVALID_ARGUMENT", FailureKind.BAD_REQUEST),
          entry("OUT_OF_RANGE", FailureKind.BAD_REQUEST),
          entry("ALREADY_EXISTS", FailureKind.BAD_REQUEST),
          entry("UNIMPLEMENTED", FailureKind.BAD_REQUEST),
          entry("FAILED_PRECONDITION", FailureKind.UPSTREAM_AUTH),
          entry("UNAUTHENTICATED", FailureKind.UPSTREAM_AUTH),
          entry("PERMISSION_DENIED", FailureKind.UPSTREAM_AUTH),
          entry("NOT_FOUND", FailureKind.UPSTREAM_MODEL_NOT_FOUND),
          entry("RESOURCE_EXHAUSTED", FailureKind.RATE_LIMITED),
          entry("UNAVAILABLE", FailureKind.OVERLOADED),
          entry("DEADLINE_EXCEEDED", FailureKind.UPSTREAM_TIMEOUT),
          entry("CANCELLED", FailureKind.UPSTREAM_ERROR),
          entry("ABORTED", FailureKind.UPSTREAM_ERROR),
          entry("INTERNAL", FailureKind.UPSTREAM_ERROR),
          entry("UNKNOWN", FailureKind.UPSTREAM_ERROR),
          entry("DATA_LOSS", FailureKind.UPSTREAM_ERROR));

  private static final Map<Integer, FailureKind> BY_STATUS =
      Map.ofEntries(
          entry(401, FailureKind.UPSTREAM_AUTH),
          entry(403, FailureKind.UPSTREAM_AUTH),
          entry(404, FailureKind.UPSTREAM_MODEL_NOT_FOUND),
          entry(408, FailureKind.UPSTREAM_TIMEOUT),
          entry(413, FailureKind.TOO_LARGE),
          entry(422, FailureKind.UNPROCESSABLE),
          entry(429, FailureKind.RATE_LIMITED),
          entry(499, FailureKind.UPSTREAM_ERROR),
          entry(503, FailureKind.OVERLOADED),
          entry(504, FailureKind.UPSTREAM_TIMEOUT),
          entry(529, FailureKind.OVERLOADED));

  /** What Google tells by nothing but the text of an INVALID_ARGUMENT. */
  private static final Map<String, FailureKind> BY_TEXT =
      Map.ofEntries(
          entry("exceeds the maximum number of tokens", FailureKind.CONTEXT_LENGTH_EXCEEDED),
          entry("prompt is too long", FailureKind.CONTEXT_LENGTH_EXCEEDED),
          entry("input is too long", FailureKind.CONTEXT_LENGTH_EXCEEDED),
          entry("payload size exceeds", FailureKind.TOO_LARGE),
          entry("unable to process input image", FailureKind.INVALID_IMAGE),
          entry("provided image is not valid", FailureKind.INVALID_IMAGE),
          entry("api key not valid", FailureKind.UPSTREAM_AUTH),
          entry("api key expired", FailureKind.UPSTREAM_AUTH));

  /** What is the owner's affair, or Google's, is told in our words; all else in Google's. */
  private static final Map<FailureKind, String> OUR_WORDS =
      Map.of(
          FailureKind.UPSTREAM_AUTH, "The provider refused the gateway's key or account.",
          FailureKind.UPSTREAM_MODEL_NOT_FOUND, "The provider does not know this model.",
          FailureKind.RATE_LIMITED, "The provider's rate limit is reached.",
          FailureKind.UPSTREAM_QUOTA, "The provider's quota for today is used up.",
          FailureKind.OVERLOADED, "The provider is overloaded.",
          FailureKind.UPSTREAM_TIMEOUT, "The provider did not finish in time.",
          FailureKind.UPSTREAM_ERROR, "The provider failed.");

  private ErrorReader() {}

  /** Reads an error answer, or (with status 200) an error that came inside an answer. */
  static Failure read(int status, Slice body) {
    JsonNode error = errorOf(body);
    RpcDetails details = RpcDetails.of(error.path("details"));
    String text = error.path("message").asText();
    FailureKind kind = kind(error, error.path("code").asInt(status), details);
    return Failure.of(kind, message(kind, text))
        .withRetryAfter(kind == FailureKind.UPSTREAM_QUOTA ? null : details.retryDelay());
  }

  /** The {@code google.rpc.Status}, or a node that has no members. */
  private static JsonNode errorOf(Slice body) {
    try {
      JsonNode root = Json.tree(body);
      JsonNode wrapped = root.isArray() ? root.path(0) : root;
      return wrapped.has("error") ? wrapped.path("error") : wrapped;
    } catch (IOException _) {
      return MissingNode.getInstance();
    }
  }

  private static FailureKind kind(JsonNode error, int status, RpcDetails details) {
    FailureKind kind = BY_CODE.getOrDefault(error.path("status").asText(), byStatus(status));
    if (kind == FailureKind.RATE_LIMITED && details.dailyQuota()) {
      return FailureKind.UPSTREAM_QUOTA;
    }
    if (kind != FailureKind.BAD_REQUEST) {
      return kind;
    }
    return details.invalidKey()
        ? FailureKind.UPSTREAM_AUTH
        : byText(error.path("message").asText().toLowerCase(Locale.ROOT));
  }

  private static FailureKind byStatus(int status) {
    boolean refused = status >= 400 && status < 500;
    return BY_STATUS.getOrDefault(
        status, refused ? FailureKind.BAD_REQUEST : FailureKind.UPSTREAM_ERROR);
  }

  private static FailureKind byText(String text) {
    for (Map.Entry<String, FailureKind> row : BY_TEXT.entrySet()) {
      if (text.contains(row.getKey())) {
        return row.getValue();
      }
    }
    return FailureKind.BAD_REQUEST;
  }

  private static String message(FailureKind kind, String text) {
    String quoted = text.isEmpty() ? "The provider refused the request." : text;
    return OUR_WORDS.getOrDefault(
        kind, quoted.substring(0, Math.min(quoted.length(), MAX_QUOTED_CHARS)));
  }
}
