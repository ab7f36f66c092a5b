package dev.llmapi.model;

import org.jspecify.annotations.Nullable;

/**
 * The kinds of failure, one row each: the status that the client gets, whether another attempt may
 * help, and OpenAI's {@code type} and {@code code}. Statuses are those at which OpenAI's SDKs raise
 * the class that fits (providers.md 1.2 and 8.7).
 */
public enum FailureKind {
  BAD_REQUEST(400, Retry.NEVER, "invalid_request_error", null),
  MISSING_PARAMETER(400, Retry.NEVER, "invalid_request_error", "missing_required_parameter"),
  INVALID_VALUE(400, Retry.NEVER, "invalid_request_error", "invalid_value"),
  /** A model that cannot do what is asked; another may. */
  UNSUPPORTED_PARAMETER(400, Retry.ELSEWHERE, "invalid_request_error", "unsupported_parameter"),
  INVALID_IMAGE(400, Retry.NEVER, "invalid_request_error", "invalid_image"),
  CONTEXT_LENGTH_EXCEEDED(400, Retry.ELSEWHERE, "invalid_request_error", "context_length_exceeded"),
  CONTENT_POLICY(400, Retry.NEVER, "invalid_request_error", "content_policy_violation"),
  UNAUTHENTICATED(401, Retry.NEVER, "invalid_request_error", "invalid_api_key"),
  /** A budget is spent. */
  BUDGET_EXCEEDED(402, Retry.NEVER, "insufficient_quota", "budget_exceeded"),
  FORBIDDEN(403, Retry.NEVER, "invalid_request_error", "forbidden"),
  NOT_FOUND(404, Retry.NEVER, "invalid_request_error", "not_found"),
  MODEL_NOT_FOUND(404, Retry.NEVER, "invalid_request_error", "model_not_found"),
  METHOD_NOT_ALLOWED(405, Retry.NEVER, "invalid_request_error", "method_not_allowed"),
  /** Somebody else changed it first, or the same call is still running. */
  CONFLICT(409, Retry.NEVER, "invalid_request_error", "conflict"),
  TOO_LARGE(413, Retry.NEVER, "invalid_request_error", "request_too_large"),
  UNSUPPORTED_MEDIA_TYPE(415, Retry.NEVER, "invalid_request_error", "unsupported_media_type"),
  UNPROCESSABLE(422, Retry.NEVER, "invalid_request_error", "unprocessable_entity"),
  RATE_LIMITED(429, Retry.AGAIN, "rate_limit_error", "rate_limit_exceeded"),
  /** The upstream account has no money or no quota left: waiting does not help, another may. */
  UPSTREAM_QUOTA(429, Retry.ELSEWHERE, "insufficient_quota", "insufficient_quota"),
  INTERNAL(500, Retry.NEVER, "server_error", "internal_error"),
  /** The provider refused the owner's key: the owner's problem, never the caller's 401. */
  UPSTREAM_AUTH(502, Retry.ELSEWHERE, "server_error", "upstream_auth_error"),
  /** The provider does not know the model that the gateway asked it for. */
  UPSTREAM_MODEL_NOT_FOUND(404, Retry.ELSEWHERE, "invalid_request_error", "model_not_found"),
  /** The provider says that something else is at work there; it may go through again. */
  UPSTREAM_CONFLICT(409, Retry.AGAIN, "invalid_request_error", "conflict"),
  /** The provider answered 5xx. */
  UPSTREAM_ERROR(502, Retry.AGAIN, "server_error", "upstream_error"),
  /** Reset, cut short, or not what its format says. */
  UPSTREAM_BROKEN(502, Retry.AGAIN, "server_error", "upstream_broken"),
  UPSTREAM_UNREACHABLE(502, Retry.AGAIN, "server_error", "upstream_unreachable"),
  OVERLOADED(503, Retry.AGAIN, "service_unavailable_error", "server_is_overloaded"),
  UPSTREAM_TIMEOUT(504, Retry.ELSEWHERE, "server_error", "upstream_timeout");

  /** Whether another attempt may help. */
  public enum Retry {
    /** No: the request itself, or the caller, is at fault. */
    NEVER,
    /** At another provider or model only. */
    ELSEWHERE,
    /** At the same provider after a pause, or at another. */
    AGAIN
  }

  private final int status;
  private final Retry retry;
  private final String type;
  private final @Nullable String code;

  FailureKind(int status, Retry retry, String type, @Nullable String code) {
    this.status = status;
    this.retry = retry;
    this.type = type;
    this.code = code;
  }

  /** The HTTP status for the client. */
  public int status() {
    return status;
  }

  public Retry retry() {
    return retry;
  }

  /** OpenAI's {@code error.type}. */
  public String type() {
    return type;
  }

  /** OpenAI's {@code error.code}. */
  public @Nullable String code() {
    return code;
  }
}
