package dev.llmapi.pricing.image;

import dev.llmapi.model.Part.Detail;
import java.util.Optional;

/**
 * OpenAI's newer models: patches of 32 by 32 pixels, of which a budget bounds the number by scaling
 * the image down, times a multiplier. Where the documented multiplier and the measured one differ,
 * the larger is given.
 *
 * @param budget the most patches; 0 for no bound
 * @param edge the longest side before the image is scaled down; 0 for no bound
 * @param original what {@code detail: original} changes, where the model knows it
 */
public record OpenAiPatches(int budget, int edge, double multiplier, Optional<Original> original)
    implements ImageInput {

  /**
   * The bounds of {@code detail: original}.
   *
   * @param auto whether {@code detail: auto} means it too
   */
  public record Original(int budget, int edge, boolean auto) {}

  private static final int PATCH = 32;

  /** {@code detail: low} is the image at 512 by 512. */
  private static final int LOW_PATCHES = 256;

  /** Without a budget: an image of 4096 by 4096. */
  private static final int MOST_PATCHES = 128 * 128;

  @Override
  public long tokens(Optional<ImageSize> size, Detail detail) {
    return (long) Math.ceil(patches(size, detail) * multiplier);
  }

  private long patches(Optional<ImageSize> size, Detail detail) {
    if (detail == Detail.LOW) {
      return LOW_PATCHES;
    }
    boolean asOriginal =
        original.isPresent()
            && (detail == Detail.ORIGINAL || (detail == Detail.AUTO && original.get().auto()));
    return asOriginal
        ? patches(size, original.get().budget(), original.get().edge())
        : patches(size, budget, edge);
  }

  static long patches(Optional<ImageSize> size, int budget, int edge) {
    if (size.isEmpty()) {
      return budget == 0 ? MOST_PATCHES : budget;
    }
    ImageSize seen =
        edge == 0 ? size.get() : size.get().shrunk((double) edge / size.get().longer());
    long patches = seen.squares(PATCH);
    return budget == 0 || patches <= budget ? patches : fitted(seen, budget);
  }

  /** Scaled so that the budget holds, and then so that the shorter fit is whole patches. */
  private static long fitted(ImageSize size, int budget) {
    double scale = Math.sqrt((double) PATCH * PATCH * budget / size.area());
    double across = size.width() * scale / PATCH;
    double down = size.height() * scale / PATCH;
    scale *= Math.min(Math.floor(across) / across, Math.floor(down) / down);
    ImageSize fitted =
        new ImageSize(
            Math.max(1, (int) (size.width() * scale)), Math.max(1, (int) (size.height() * scale)));
    return Math.min(budget, fitted.squares(PATCH));
  }
}
