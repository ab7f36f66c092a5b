package dev.llmapi.policy;

/**
 * Who calls.
 *
 * @param keyId names the key without giving it away
 */
public record Caller(String keyId) {}
