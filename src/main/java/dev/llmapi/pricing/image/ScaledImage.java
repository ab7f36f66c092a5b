package dev.llmapi.pricing.image;

import java.util.List;

/**
 * Gemini's image models: a number of tokens for each {@code image_size}. The image is part of the
 * output that {@code maxOutputTokens} bounds.
 *
 * @param tokens of 0.5K, 1K, 2K and 4K
 */
public record ScaledImage(List<Long> tokens) implements ImageOutput {

  private static final int USUAL = 1;

  public ScaledImage {
    tokens = List.copyOf(tokens);
    if (tokens.size() != 4) {
      throw new IllegalArgumentException("four sizes are needed");
    }
  }

  @Override
  public long most(ImageOrder order) {
    int index =
        switch (order.scale().orElse("")) {
          case "512", "0.5K" -> 0;
          case "", "1K" -> USUAL;
          case "2K" -> 2;
          default -> 3;
        };
    return tokens.get(index);
  }

  @Override
  public boolean insideOutputLimit() {
    return true;
  }
}
