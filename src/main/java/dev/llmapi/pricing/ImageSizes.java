package dev.llmapi.pricing;

import dev.llmapi.model.ImageSource;
import dev.llmapi.pricing.image.ImageSize;
import java.util.Optional;

/** Tells the size of an image that was sent in, by its header; empty where it is not known. */
@FunctionalInterface
public interface ImageSizes {

  ImageSizes UNKNOWN = _ -> Optional.empty();

  Optional<ImageSize> of(ImageSource source);
}
