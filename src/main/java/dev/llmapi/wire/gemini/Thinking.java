package dev.llmapi.wire.gemini;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.llmapi.model.Output;
import dev.llmapi.model.ReasoningEffort;
import dev.llmapi.model.Target;
import dev.llmapi.model.Trait;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How much a model is to think: {@code thinkingConfig}, by level (Gemini 3) or by a budget of
 * tokens (2.5). Budgets are those of Google's own OpenAI endpoint.
 *
 * @param level {@code thinkingLevel}, where the model knows levels
 * @param budgetTokens {@code thinkingBudget}, where it knows budgets
 * @param includeThoughts summaries of the thoughts are to come with the answer
 */
record Thinking(@Nullable String level, @Nullable Integer budgetTokens, boolean includeThoughts) {

  /** One effort on both scales. */
  private record Row(String level, int budgetTokens) {}

  private static final Row OFF = new Row("MINIMAL", 0);
  private static final Row LOW = new Row("LOW", 1024);
  private static final Row MEDIUM = new Row("MEDIUM", 8192);
  private static final Row HIGH = new Row("HIGH", 24_576);

  private static final Map<ReasoningEffort, Row> TABLE =
      Map.of(
          ReasoningEffort.NONE, OFF,
          ReasoningEffort.MINIMAL, new Row("MINIMAL", 1024),
          ReasoningEffort.LOW, LOW,
          ReasoningEffort.MEDIUM, MEDIUM,
          ReasoningEffort.HIGH, HIGH,
          ReasoningEffort.XHIGH, HIGH,
          ReasoningEffort.MAX, HIGH);

  /** What a model that always thinks (the Pro models) takes for the least. */
  private static final Row LEAST = new Row("LOW", 128);

  /** The budgets that Google's pages give: 2.5 Pro 128 to 32768, Flash and Flash-Lite from 512. */
  private static final int MOST_OF_PRO = 32_768;

  private static final int LEAST_BUT_NONE = 512;

  /** What to ask of the target; empty when the client asked for nothing, or it does not think. */
  static Optional<Thinking> of(Output output, Target target) {
    Row row = row(output);
    boolean byLevel = target.has(Trait.THINKING_LEVEL);
    if (row == null || !(byLevel || target.has(Trait.THINKING_BUDGET))) {
      return Optional.empty();
    }
    boolean thoughts = !row.equals(OFF) && !output.reasoningExcluded();
    boolean always = target.has(Trait.ALWAYS_THINKS);
    if (byLevel) {
      boolean toLift = always && row.level().equals(OFF.level());
      return Optional.of(new Thinking(toLift ? LEAST.level() : row.level(), null, thoughts));
    }
    return Optional.of(new Thinking(null, budget(row.budgetTokens(), always), thoughts));
  }

  /** The nearest budget that the model takes; it refuses those beyond. */
  private static int budget(int asked, boolean always) {
    if (always) {
      return Math.clamp(asked, LEAST.budgetTokens(), MOST_OF_PRO);
    }
    return asked == 0 ? 0 : Math.clamp(asked, LEAST_BUT_NONE, HIGH.budgetTokens());
  }

  void writeTo(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("thinkingConfig");
    if (level != null) {
      json.writeStringField("thinkingLevel", level);
    }
    if (budgetTokens != null) {
      json.writeNumberField("thinkingBudget", budgetTokens);
    }
    if (includeThoughts) {
      json.writeBooleanField("includeThoughts", true);
    }
    json.writeEndObject();
  }

  private static @Nullable Row row(Output output) {
    Integer budget = output.reasoningMaxTokens();
    if (budget != null) {
      return new Row(levelOf(budget), budget);
    }
    return output.reasoningEffort() == null ? null : TABLE.get(output.reasoningEffort());
  }

  /** The level whose budget the tokens reach at least. */
  private static String levelOf(int budgetTokens) {
    if (budgetTokens <= OFF.budgetTokens()) {
      return OFF.level();
    }
    if (budgetTokens >= HIGH.budgetTokens()) {
      return HIGH.level();
    }
    return budgetTokens >= MEDIUM.budgetTokens() ? MEDIUM.level() : LOW.level();
  }
}
