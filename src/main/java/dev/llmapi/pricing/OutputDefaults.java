package dev.llmapi.pricing;

import dev.llmapi.catalog.Glob;
import java.util.List;

/**
 * The output limits that are sent where the caller named none and money is limited ({@code
 * default_max_output_tokens}), and the least that they are shrunk to.
 *
 * @param plain for a model that does not think for this call
 * @param thinking for one that does: its thoughts are output too
 * @param drawing for the words of one that makes an image; the image's own tokens are added
 * @param models before the others; the first pattern that fits holds
 */
public record OutputDefaults(
    int plain,
    int thinking,
    int drawing,
    int leastPlain,
    int leastThinking,
    List<OfModels> models) {

  /**
   * The limit of some models, whatever they do.
   *
   * @param pattern of {@code provider/model}, where {@code *} is any text
   */
  public record OfModels(String pattern, int tokens) {

    public OfModels {
      requirePositive(tokens);
    }

    private boolean fits(String name) {
      return new Glob(List.of(pattern)).matches(name);
    }
  }

  public static final OutputDefaults USUAL =
      new OutputDefaults(4096, 16_384, 2048, 256, 2048, List.of());

  public OutputDefaults {
    models = List.copyOf(models);
    List.of(plain, thinking, drawing, leastPlain, leastThinking)
        .forEach(OutputDefaults::requirePositive);
  }

  /** With other limits by what a model does, and for some models. */
  public OutputDefaults with(int ofPlain, int ofThinking, int ofDrawing, List<OfModels> ofModels) {
    return new OutputDefaults(ofPlain, ofThinking, ofDrawing, leastPlain, leastThinking, ofModels);
  }

  /** What holds for one model. */
  OutputDefaults of(Offer offer) {
    return models.stream()
        .filter(each -> each.fits(offer.name()))
        .findFirst()
        .map(each -> with(each.tokens(), each.tokens(), each.tokens(), List.of()))
        .orElse(this);
  }

  private static void requirePositive(int tokens) {
    if (tokens < 1) {
      throw new IllegalArgumentException("an output limit is 1 or more");
    }
  }
}
