package dev.llmapi.pricing;

import dev.llmapi.model.Output;
import dev.llmapi.model.ReasoningEffort;

/** When a model thinks before it answers, by {@code metering.csv}: its thoughts are output. */
public enum Thinks {
  NEVER,
  /** Where reasoning is asked for. */
  ASKED,
  /** Unless it is told not to. */
  USUALLY,
  ALWAYS;

  /** Whether it thinks in a call that asks for this output. */
  public boolean in(Output output) {
    boolean off = output.reasoningEffort() == ReasoningEffort.NONE;
    boolean asked =
        output.reasoningMaxTokens() != null || (output.reasoningEffort() != null && !off);
    return switch (this) {
      case NEVER -> false;
      case ASKED -> asked;
      case USUALLY -> asked || !off;
      case ALWAYS -> true;
    };
  }
}
