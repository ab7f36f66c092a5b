package dev.llmapi.app.lambda;

import java.util.Map;

/** The two forms in which API Gateway takes a function's answer. */
enum AnswerForm {
  /** A prelude, eight NUL bytes, the payload: for an integration that streams. */
  STREAM,
  /** {@code {"statusCode", "headers", "body", "isBase64Encoded"}}: for every other one. */
  PROXY_JSON;

  /**
   * What the front door of this function wants.
   *
   * @param environment {@code LLMAPI_RESPONSE_TRANSFER_MODE} has the name that API Gateway gives
   *     its integration's mode, {@code STREAM} unless it says {@code BUFFERED}; {@code sam local}
   *     ({@code AWS_SAM_LOCAL=true}) does not know the streamed form
   */
  static AnswerForm of(Map<String, String> environment) {
    boolean buffered = "BUFFERED".equals(environment.get("LLMAPI_RESPONSE_TRANSFER_MODE"));
    return buffered || "true".equals(environment.get("AWS_SAM_LOCAL")) ? PROXY_JSON : STREAM;
  }
}
