package dev.llmapi.pricing.image;

import dev.llmapi.model.Part.Detail;
import java.util.Optional;

/** A token for each square of that side that covers the image, up to a bound. */
public record Squares(int side, int most) implements ImageInput {

  @Override
  public long tokens(Optional<ImageSize> size, Detail detail) {
    return size.map(known -> Math.min(most, known.squares(side))).orElse((long) most);
  }
}
