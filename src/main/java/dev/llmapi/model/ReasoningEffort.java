package dev.llmapi.model;

import java.util.Locale;
import java.util.Optional;

/** How long a model may think, as OpenAI names it; makers know some of these only. */
public enum ReasoningEffort {
  NONE,
  MINIMAL,
  LOW,
  MEDIUM,
  HIGH,
  XHIGH,
  MAX;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<ReasoningEffort> find(String wireName) {
    for (ReasoningEffort effort : values()) {
      if (effort.wireName().equals(wireName)) {
        return Optional.of(effort);
      }
    }
    return Optional.empty();
  }
}
