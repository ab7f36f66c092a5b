package dev.llmapi.wire.anthropic;

import dev.llmapi.model.ChatRequest;
import dev.llmapi.model.Output;
import dev.llmapi.model.Reasoning;
import dev.llmapi.model.ReasoningEffort;
import dev.llmapi.model.Target;
import dev.llmapi.model.Trait;
import org.jspecify.annotations.Nullable;

/** How the model is to think: {@code thinking} and {@code output_config.effort}. */
sealed interface Thinking {

  /** Anthropic refuses a smaller budget, and one that is not below {@code max_tokens}. */
  int MIN_BUDGET_TOKENS = 1024;

  /** Nothing is said: the model does as it does by default. */
  record Unsaid() implements Thinking {}

  record Disabled() implements Thinking {}

  /** No thinking but for notes between tool calls: the least that some models take. */
  record BetweenTools() implements Thinking {}

  /**
   * The model decides by itself.
   *
   * @param effort {@code output_config.effort}
   * @param shown the thoughts are told in summary
   */
  record Adaptive(@Nullable String effort, boolean shown) implements Thinking {}

  record Budget(int tokens) implements Thinking {}

  default boolean isOn() {
    return this instanceof Adaptive || this instanceof Budget;
  }

  /**
   * Chooses what is said.
   *
   * @param callForced a tool must be called, which excludes thinking: then it is switched off, and
   *     nothing is said to a model that always thinks. Of these some take a forced call (Fable 5);
   *     for those that take none the catalogue refuses the request before it comes here
   */
  static Thinking of(ChatRequest request, Target target, boolean callForced) {
    if (target.has(Trait.ADAPTIVE_THINKING)) {
      return adaptive(request.output(), target, callForced);
    }
    if (target.has(Trait.THINKING_BUDGET) && !callForced) {
      return budget(request, target);
    }
    return new Unsaid();
  }

  private static Thinking adaptive(Output output, Target target, boolean callForced) {
    ReasoningEffort effort = output.reasoningEffort();
    boolean always = target.has(Trait.ALWAYS_THINKS);
    if (callForced) {
      return always || target.has(Trait.THINKS_BETWEEN_TOOLS) ? new Unsaid() : new Disabled();
    }
    if (effort == ReasoningEffort.NONE && !always) {
      return target.has(Trait.THINKS_BETWEEN_TOOLS) ? new BetweenTools() : new Disabled();
    }
    if (effort == null && output.reasoningMaxTokens() == null) {
      return new Unsaid();
    }
    boolean shown = effort != ReasoningEffort.NONE && !output.reasoningExcluded();
    return new Adaptive(effort == null ? null : effortName(effort), shown);
  }

  private static String effortName(ReasoningEffort effort) {
    return switch (effort) {
      case NONE, MINIMAL, LOW -> "low";
      case MEDIUM, HIGH, XHIGH, MAX -> effort.wireName();
    };
  }

  private static Thinking budget(ChatRequest request, Target target) {
    ReasoningEffort effort = request.output().reasoningEffort();
    Integer wanted = request.output().reasoningMaxTokens();
    if (effort == ReasoningEffort.NONE) {
      return new Disabled();
    }
    int maxTokens = maxTokens(request, target);
    // As OpenAI's clients replay no thoughts: with a budget Anthropic then refuses to think on.
    if (maxTokens <= MIN_BUDGET_TOKENS
        || request.lastCallsLackReasoningOf(Reasoning.Maker.ANTHROPIC)) {
      return new Unsaid();
    }
    if (wanted != null) {
      return budget(Math.min(wanted, maxTokens - 1));
    }
    return effort == null ? new Unsaid() : budget(Math.min(budgetTokens(effort), maxTokens / 2));
  }

  private static Thinking budget(int tokens) {
    return new Budget(Math.max(MIN_BUDGET_TOKENS, tokens));
  }

  /** LiteLLM's budgets, doubled on for the efforts that it does not know. */
  private static int budgetTokens(ReasoningEffort effort) {
    return switch (effort) {
      case NONE -> 0;
      case MINIMAL, LOW -> 1024;
      case MEDIUM -> 2048;
      case HIGH -> 4096;
      case XHIGH -> 8192;
      case MAX -> 16384;
    };
  }

  /** The output limit: the client's own, which is never raised, or the target's. */
  static int maxTokens(ChatRequest request, Target target) {
    Integer asked = request.sampling().maxOutputTokens();
    return asked == null ? target.maxOutputTokens() : asked;
  }
}
