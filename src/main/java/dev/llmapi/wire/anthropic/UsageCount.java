package dev.llmapi.wire.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmapi.model.Usage;

/**
 * The tokens of one answer. Each report is cumulative: it replaces what was said before, and a
 * figure that is absent or null leaves the older one. One per answer, not thread-safe.
 */
final class UsageCount {

  private long input;
  private long cacheRead;
  private long cacheWrite;
  private long output;
  private long thinking;

  /** Takes a {@code usage} object over. */
  void set(JsonNode usage) {
    input = usage.path("input_tokens").asLong(input);
    cacheRead = usage.path("cache_read_input_tokens").asLong(cacheRead);
    cacheWrite = usage.path("cache_creation_input_tokens").asLong(cacheWrite);
    output = usage.path("output_tokens").asLong(output);
    thinking = usage.path("output_tokens_details").path("thinking_tokens").asLong(thinking);
  }

  Usage toUsage() {
    return new Usage(promptTokens(), cacheRead, cacheWrite, 0, output, thinking, 0);
  }

  /**
   * Cached tokens stand beside the input here, inside it at OpenAI. (Thinking is inside the output
   * in both.)
   */
  private long promptTokens() {
    return input + cacheRead + cacheWrite;
  }
}
