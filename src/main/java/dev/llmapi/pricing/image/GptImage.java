package dev.llmapi.pricing.image;

import java.util.Map;

/**
 * GPT Image 2: by quality and pixels. What is left to the model is taken for high quality at 1024
 * by 1024, the dearest of its usual sizes.
 */
public record GptImage() implements ImageOutput {

  private static final int USUAL_EDGE = 1024;

  /** 2880 by 2880 is the most pixels that a 4K image may have. */
  private static final Map<String, Integer> EDGES =
      Map.of("512", 512, "0.5K", 512, "1K", USUAL_EDGE, "2K", 2048, "4K", 2880);

  private static final int LARGEST_EDGE = 2880;
  private static final long PARTIAL_IMAGE = 100;

  @Override
  public long most(ImageOrder order) {
    return tokens(order.quality().orElse("high"), size(order))
        + PARTIAL_IMAGE * order.partialImages();
  }

  @Override
  public long likely(ImageOrder order) {
    return tokens(order.quality().orElse("medium"), size(order));
  }

  @Override
  public boolean insideOutputLimit() {
    return false;
  }

  private static ImageSize size(ImageOrder order) {
    int edge =
        order.scale().map(scale -> EDGES.getOrDefault(scale, LARGEST_EDGE)).orElse(USUAL_EDGE);
    return order.size().orElseGet(() -> new ImageSize(edge, edge));
  }

  static long tokens(String quality, ImageSize size) {
    long factor =
        switch (quality) {
          case "low" -> 16;
          case "medium" -> 48;
          default -> 96;
        };
    long longer = size.longer();
    long shorter = (2 * factor * size.shorter() + longer) / (2 * longer);
    return (factor * shorter * (2_000_000 + size.area()) + 3_999_999) / 4_000_000;
  }
}
