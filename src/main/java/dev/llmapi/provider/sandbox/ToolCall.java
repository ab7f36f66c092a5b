package dev.llmapi.provider.sandbox;

/**
 * A call of a tool.
 *
 * @param type {@code function} or {@code custom}
 * @param arguments JSON for a function, free text for a custom tool
 */
record ToolCall(String id, String type, String name, String arguments) {}
