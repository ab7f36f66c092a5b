package dev.llmapi.wire.openai;

/**
 * What stands at the head of an answer and of each of its chunks.
 *
 * @param id {@code chatcmpl-…}
 * @param model the model that answered
 */
public record AnswerHead(String id, long createdSeconds, String model) {}
