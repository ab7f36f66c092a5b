package dev.llmapi.pipeline;

import dev.llmapi.door.HttpExchange;
import dev.llmapi.model.ChatRequest;

/**
 * One request under way.
 *
 * @param request as it was read, its images checked
 * @param completionId {@code chatcmpl-…}, for answers that bring no id of their own
 */
record Call(
    HttpExchange exchange,
    ChatRequest request,
    Receipt receipt,
    String completionId,
    long createdSeconds) {}
