package dev.llmapi.media;

import java.util.Optional;

/**
 * How large an image may be.
 *
 * @param maxBytes of the file itself, not of its base64
 * @param maxEdgePixels the most for the width and for the height
 */
public record ImageLimits(int maxBytes, int maxEdgePixels) {

  /** 20 MB and 4096 x 4096 pixels. */
  public static final ImageLimits DEFAULT = new ImageLimits(20 << 20, 4096);

  /** The refusal of a file of so many bytes; empty if it is not too large. */
  public Optional<ImageRefused> refuseBytes(long found) {
    return found <= maxBytes
        ? Optional.empty()
        : Optional.of(
            new ImageRefused(
                ImageRefusal.TOO_MANY_BYTES,
                "the image has %d bytes; the limit is %d".formatted(found, maxBytes)));
  }

  Optional<ImageRefused> refusePixels(ImageHeader header) {
    return Math.max(header.width(), header.height()) <= maxEdgePixels
        ? Optional.empty()
        : Optional.of(
            new ImageRefused(
                ImageRefusal.TOO_MANY_PIXELS,
                "the image is %dx%d pixels; the limit is %dx%d"
                    .formatted(header.width(), header.height(), maxEdgePixels, maxEdgePixels)));
  }
}
