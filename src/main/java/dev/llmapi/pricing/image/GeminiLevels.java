package dev.llmapi.pricing.image;

import dev.llmapi.model.Part.Detail;
import java.util.Optional;

/** Gemini 3.x: by {@code mediaResolution} alone, whatever the size. */
public record GeminiLevels() implements ImageInput {

  @Override
  public long tokens(Optional<ImageSize> size, Detail detail) {
    return switch (detail) {
      case LOW -> 280;
      case AUTO, HIGH -> 1120;
      case ORIGINAL -> 2240;
    };
  }
}
