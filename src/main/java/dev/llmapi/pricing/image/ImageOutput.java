package dev.llmapi.pricing.image;

import java.util.Arrays;
import java.util.List;

/** How a model counts the tokens of an image that it makes. */
public sealed interface ImageOutput permits GptImage, ScaledImage, SquareImage {

  /** The most tokens that one image of the order has. */
  long most(ImageOrder order);

  /** The tokens that it is likely to have. */
  default long likely(ImageOrder order) {
    return most(order);
  }

  /** Whether the image's tokens are within the output limit that is sent. */
  boolean insideOutputLimit();

  /**
   * Reads a cell of {@code metering.csv}: the formula's name and its numbers.
   *
   * @throws IllegalArgumentException when there is no such formula
   */
  static ImageOutput parse(String cell) {
    List<String> words = List.of(cell.split(" ", -1));
    long[] numbers = words.stream().skip(1).mapToLong(Long::parseLong).toArray();
    return switch (words.getFirst()) {
      case "gpt-image" -> new GptImage();
      case "scaled" -> new ScaledImage(Arrays.stream(numbers).boxed().toList());
      case "square" -> new SquareImage((int) numbers[0]);
      default -> throw new IllegalArgumentException("\"" + cell + "\" is no formula");
    };
  }
}
