package dev.llmapi.model;

import java.util.List;

/** Which tools the model may or must call. */
public sealed interface ToolChoice {

  record Auto() implements ToolChoice {}

  record None() implements ToolChoice {}

  record Required() implements ToolChoice {}

  record Named(String name) implements ToolChoice {}

  /** Only these of the tools; {@code required}: one of them must be called. */
  record Allowed(boolean required, List<String> names) implements ToolChoice {
    public Allowed {
      names = List.copyOf(names);
    }
  }
}
