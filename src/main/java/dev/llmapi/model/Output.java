package dev.llmapi.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to come out besides the text itself.
 *
 * @param images {@code modalities} holds "image"
 * @param text {@code modalities} is absent or holds "text"
 * @param imageConfig OpenRouter's {@code image_config}: {@code aspect_ratio}, {@code image_size},
 *     {@code quality} …, the values as JSON
 * @param reasoningMaxTokens OpenRouter's {@code reasoning.max_tokens}
 * @param reasoningExcluded the reasoning is not to be shown ({@code reasoning.exclude})
 */
public record Output(
    ResponseFormat format,
    boolean text,
    boolean images,
    Map<String, RawJson> imageConfig,
    @Nullable ReasoningEffort reasoningEffort,
    @Nullable Integer reasoningMaxTokens,
    boolean reasoningExcluded,
    @Nullable String verbosity) {

  public static final Output DEFAULT =
      new Output(new ResponseFormat.Text(), true, false, Map.of(), null, null, false, null);

  public Output {
    imageConfig = Collections.unmodifiableMap(new LinkedHashMap<>(imageConfig));
  }
}
