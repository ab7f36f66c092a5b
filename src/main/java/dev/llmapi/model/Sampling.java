package dev.llmapi.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the answer is drawn. Absent values leave the choice to the provider. {@code maxOutputTokens}
 * is {@code max_completion_tokens}, or the older {@code max_tokens}.
 */
public record Sampling(
    @Nullable Integer maxOutputTokens,
    @Nullable Double temperature,
    @Nullable Double topP,
    @Nullable Integer topK,
    @Nullable Double presencePenalty,
    @Nullable Double frequencyPenalty,
    @Nullable Long seed,
    List<String> stop,
    int n,
    boolean logprobs,
    @Nullable Integer topLogprobs) {

  public static final Sampling DEFAULT =
      new Sampling(null, null, null, null, null, null, null, List.of(), 1, false, null);

  /** The same under another output limit. */
  public Sampling withMaxOutputTokens(long tokens) {
    return new Sampling(
        (int) Math.min(tokens, Integer.MAX_VALUE),
        temperature,
        topP,
        topK,
        presencePenalty,
        frequencyPenalty,
        seed,
        stop,
        n,
        logprobs,
        topLogprobs);
  }

  public Sampling {
    stop = List.copyOf(stop);
  }
}
