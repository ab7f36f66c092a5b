package dev.llmapi.model;

/**
 * The tokens of a call, as OpenAI counts them: {@code promptTokens} holds the cached, cache-write
 * and image tokens; {@code completionTokens} holds the reasoning and image tokens.
 */
public record Usage(
    long promptTokens,
    long cachedTokens,
    long cacheWriteTokens,
    long promptImageTokens,
    long completionTokens,
    long reasoningTokens,
    long completionImageTokens) {

  public static final Usage ZERO = new Usage(0, 0, 0, 0, 0, 0, 0);

  public static Usage of(long promptTokens, long completionTokens) {
    return new Usage(promptTokens, 0, 0, 0, completionTokens, 0, 0);
  }

  /** The same with another count's completion: of an answer that broke off, what was seen of it. */
  public Usage withCompletion(Usage other) {
    return new Usage(
        promptTokens,
        cachedTokens,
        cacheWriteTokens,
        promptImageTokens,
        other.completionTokens,
        other.reasoningTokens,
        other.completionImageTokens);
  }

  public long totalTokens() {
    return promptTokens + completionTokens;
  }
}
