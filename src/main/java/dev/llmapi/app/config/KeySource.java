package dev.llmapi.app.config;

/** Where a key comes from. No key is ever shown by {@code toString}. */
public sealed interface KeySource {

  /** The key itself, from the environment. */
  record Literal(String value) implements KeySource {
    @Override
    public String toString() {
      return "Literal[hidden]";
    }
  }

  /** A parameter of AWS's Parameter Store, to be read when it is first needed. */
  record Parameter(String name) implements KeySource {}

  /** A secret of AWS's Secrets Manager, by name or ARN, to be read when it is first needed. */
  record Secret(String id) implements KeySource {}

  /** There is none: a host of one's own that asks for no key. */
  record None() implements KeySource {}

  default boolean isNone() {
    return this instanceof None;
  }
}
