package dev.llmapi.model;

/**
 * The tokens of a call, as OpenAI counts them: {@code promptTokens} holds the cached, cache-write,
 * image and audio tokens; {@code completionTokens} holds the reasoning, image and audio tokens.
 *
 * @param cached how many of the cached tokens are of images and of sound, as far as that is told
 * @param tier the service tier that the provider says served it, or empty
 */
public record Usage(
    long promptTokens,
    long cachedTokens,
    long cacheWriteTokens,
    long promptImageTokens,
    long completionTokens,
    long reasoningTokens,
    long completionImageTokens,
    long promptAudioTokens,
    long completionAudioTokens,
    CachedKinds cached,
    String tier) {

  /** Of the cached tokens, those of images and those of sound. */
  public record CachedKinds(long images, long audio) {
    public static final CachedKinds UNTOLD = new CachedKinds(0, 0);
  }

  public static final Usage ZERO = new Usage(0, 0, 0, 0, 0, 0, 0);

  /** Without sound. */
  public Usage(
      long promptTokens,
      long cachedTokens,
      long cacheWriteTokens,
      long promptImageTokens,
      long completionTokens,
      long reasoningTokens,
      long completionImageTokens) {
    this(
        promptTokens,
        cachedTokens,
        cacheWriteTokens,
        promptImageTokens,
        completionTokens,
        reasoningTokens,
        completionImageTokens,
        0,
        0);
  }

  /** Without a tier. */
  public Usage(
      long promptTokens,
      long cachedTokens,
      long cacheWriteTokens,
      long promptImageTokens,
      long completionTokens,
      long reasoningTokens,
      long completionImageTokens,
      long promptAudioTokens,
      long completionAudioTokens) {
    this(
        promptTokens,
        cachedTokens,
        cacheWriteTokens,
        promptImageTokens,
        completionTokens,
        reasoningTokens,
        completionImageTokens,
        promptAudioTokens,
        completionAudioTokens,
        CachedKinds.UNTOLD,
        "");
  }

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
        other.completionImageTokens,
        promptAudioTokens,
        other.completionAudioTokens,
        cached,
        tier);
  }

  /** The same in that tier. */
  public Usage withTier(String named) {
    return new Usage(
        promptTokens,
        cachedTokens,
        cacheWriteTokens,
        promptImageTokens,
        completionTokens,
        reasoningTokens,
        completionImageTokens,
        promptAudioTokens,
        completionAudioTokens,
        cached,
        named);
  }

  public long totalTokens() {
    return promptTokens + completionTokens;
  }
}
