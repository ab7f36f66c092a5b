package dev.llmapi.provider.sandbox.picture;

import java.util.Optional;

/**
 * The picture that a request asks for.
 *
 * @param size empty where the request leaves it open
 * @param quality of a JPEG, 0 to 1
 */
public record ImageOrder(
    Optional<PixelSize> size, OutputFormat format, float quality, boolean transparent) {

  /** What the JDK can write. */
  public enum OutputFormat {
    PNG,
    JPEG
  }
}
