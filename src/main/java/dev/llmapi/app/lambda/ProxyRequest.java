package dev.llmapi.app.lambda;

import java.util.Map;

/**
 * An HTTP request that came as a Lambda event.
 *
 * @param path without stage, a custom domain's base path and percent escapes
 * @param query percent-decoded, one value a name
 * @param headers with names in any case
 * @param body from index 0 on; longer than {@code bodyBytes} when it shares the event's array
 * @param bodyBytes 0 when there is no body
 */
@SuppressWarnings("ArrayRecordComponent") // It carries bytes; nothing compares it.
record ProxyRequest(
    String method,
    String path,
    Map<String, String> query,
    Map<String, String> headers,
    byte[] body,
    int bodyBytes) {}
