package dev.llmapi.pricing;

/**
 * The output limits that are sent where the caller named none and money is limited ({@code
 * default_max_output_tokens}), and the least that they are shrunk to.
 *
 * @param plain for a model that does not think for this call
 * @param thinking for one that does: its thoughts are output too
 * @param drawing for the words of one that makes an image; the image's own tokens are added
 */
public record OutputDefaults(
    int plain, int thinking, int drawing, int leastPlain, int leastThinking) {

  public static final OutputDefaults USUAL = new OutputDefaults(4096, 16_384, 2048, 256, 2048);

  public OutputDefaults {
    if (Math.min(Math.min(plain, thinking), Math.min(drawing, leastPlain)) < 1
        || leastThinking < 1) {
      throw new IllegalArgumentException("an output limit is 1 or more");
    }
  }
}
