package dev.llmapi.catalog;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model that a platform offers, for the list of models. Absent values are not known.
 *
 * @param id as the platform names it
 * @param created the day of its release
 * @param contextTokens the most tokens in and out together
 * @param input what it takes: text, image, audio, file
 * @param output what it makes: text, image
 * @param also other names that mean this model
 */
public record ModelCard(
    String platform,
    String id,
    @Nullable LocalDate created,
    @Nullable Integer contextTokens,
    @Nullable Integer maxOutputTokens,
    List<String> input,
    List<String> output,
    List<String> also) {

  public ModelCard {
    input = List.copyOf(input);
    output = List.copyOf(output);
    also = List.copyOf(also);
  }
}
