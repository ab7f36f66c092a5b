package dev.llmapi.provider.sandbox;

import org.jspecify.annotations.Nullable;

/**
 * A request that the sandbox refuses, in OpenAI's terms.
 *
 * <p>{@code param} names the member at fault; it is null where no single one is.
 */
final class BadRequestException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;
  private final @Nullable String param;
  private final String code;

  BadRequestException(int status, String code, @Nullable String param, String message) {
    super(message, null, false, false);
    this.status = status;
    this.param = param;
    this.code = code;
  }

  static BadRequestException invalid(String param, String message) {
    return new BadRequestException(400, "invalid_value", param, message);
  }

  static BadRequestException unsupported(String param, String message) {
    return new BadRequestException(400, "unsupported_value", param, message);
  }

  static BadRequestException missing(String param) {
    return new BadRequestException(
        400, "missing_required_parameter", param, "Missing required parameter: '" + param + "'.");
  }

  int status() {
    return status;
  }

  @Nullable String param() {
    return param;
  }

  String code() {
    return code;
  }

  /** The message, which this class always has. */
  String message() {
    var message = getMessage();
    return message == null ? code : message;
  }
}
