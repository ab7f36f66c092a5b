package dev.llmapi.pricing;

import dev.llmapi.model.ChatRequest;
import dev.llmapi.model.Output;
import dev.llmapi.model.Part.Detail;
import dev.llmapi.model.Sampling;
import dev.llmapi.pricing.image.ImageSize;
import dev.llmapi.pricing.text.TextMeasure;
import java.util.List;
import java.util.Optional;

/**
 * A request as far as its cost goes, measured once for all the models that it may go to.
 *
 * @param schema whether the answer must keep to a JSON format
 * @param audioTokens of sound, by its bytes
 * @param fileTokens of documents, by their bytes
 * @param unknownFiles whether there are documents of which only the provider knows the size
 * @param speaks whether the answer may be sound
 * @param tier {@code service_tier} as it was asked for, or empty
 */
public record Prompt(
    TextMeasure text,
    int messages,
    int tools,
    boolean schema,
    List<SentImage> images,
    long audioTokens,
    long fileTokens,
    boolean unknownFiles,
    boolean speaks,
    String tier,
    Sampling sampling,
    Output output) {

  /** An image of the prompt. */
  public record SentImage(Optional<ImageSize> size, Detail detail) {}

  public Prompt {
    images = List.copyOf(images);
  }

  /** Measures a request. */
  public static Prompt of(ChatRequest request, ImageSizes sizes) {
    return new PromptMeter(sizes).measure(request);
  }
}
