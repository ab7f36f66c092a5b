package dev.llmapi.provider.sandbox;

import dev.llmapi.provider.sandbox.picture.ImageHeader;
import dev.llmapi.provider.sandbox.picture.PixelFacts;
import java.util.Optional;

/** What is known of an image of the request. */
sealed interface ImageFacts {

  /**
   * One whose bytes came along.
   *
   * @param pixels empty where they were not decoded
   * @param text what is written in it; empty where it was not read for text
   */
  record Seen(ImageHeader header, Optional<PixelFacts> pixels, Optional<String> text)
      implements ImageFacts {}

  /** One at a URL, which the sandbox does not fetch. */
  record Unseen(String host) implements ImageFacts {}
}
