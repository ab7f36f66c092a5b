package dev.llmapi.pricing;

import dev.llmapi.pricing.image.ImageInput;
import dev.llmapi.pricing.image.ImageOutput;
import dev.llmapi.pricing.text.Tokenizer;
import java.util.Optional;

/**
 * How a model counts, by {@code metering.csv}, which says what each member means.
 *
 * @param draws what it makes images by; empty for a model that makes none
 * @param drawsUnasked whether it may make images where no modalities are named
 * @param tellsThoughts whether its thoughts are told as they are thought, so that they can be seen
 */
record Metering(
    Tokenizer tokenizer,
    Overhead overhead,
    ImageInput images,
    Optional<ImageOutput> draws,
    boolean drawsUnasked,
    Thinks thinks,
    boolean tellsThoughts) {

  /** Tokens beside the texts themselves. */
  record Overhead(int message, int base, int tool, int tools, int schema) {}
}
