package dev.llmapi.pricing.image;

import dev.llmapi.model.Part.Detail;
import java.util.Optional;

/**
 * Claude, by Anthropic's reference function: patches of 28 by 28 pixels, after the image was scaled
 * down to bounds on its longer side and on its patches.
 */
public record ClaudePatches(int edge, int most) implements ImageInput {

  private static final int PATCH = 28;

  @Override
  public long tokens(Optional<ImageSize> size, Detail detail) {
    return size.map(known -> resized(known).squares(PATCH)).orElse((long) most);
  }

  /** The largest size of the same shape that keeps to the bounds. */
  ImageSize resized(ImageSize size) {
    if (fits(size.width(), size.height())) {
      return size;
    }
    if (size.height() > size.width()) {
      return resized(size.turned()).turned();
    }
    double shape = (double) size.width() / size.height();
    int low = 1;
    int high = size.width();
    while (low + 1 < high) {
      int middle = (low + high) / 2;
      if (fits(middle, height(middle, shape))) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return new ImageSize(low, height(low, shape));
  }

  private static int height(int width, double shape) {
    return (int) Math.max(Math.rint(width / shape), 1);
  }

  private boolean fits(int width, int height) {
    int across = Math.ceilDiv(width, PATCH);
    int down = Math.ceilDiv(height, PATCH);
    return across * PATCH <= edge && down * PATCH <= edge && (long) across * down <= most;
  }
}
