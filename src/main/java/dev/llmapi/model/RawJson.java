package dev.llmapi.model;

/**
 * One JSON value as the bytes of its text, well-formed but not looked into: a tool's parameters, a
 * schema, a member that we only carry.
 */
public record RawJson(Slice text) {

  public static RawJson of(String json) {
    return new RawJson(Slice.utf8(json));
  }
}
