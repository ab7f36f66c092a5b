package dev.llmapi.pricing.image;

import dev.llmapi.model.Part.Detail;
import java.util.List;
import java.util.Optional;

/** How a model counts the tokens of an image that it is sent. */
public sealed interface ImageInput
    permits ClaudePatches, GeminiLevels, GeminiTiles, OpenAiPatches, OpenAiTiles, Squares {

  /**
   * The tokens of an image.
   *
   * @param size empty where it is not known; then the most that an image can have is given
   */
  long tokens(Optional<ImageSize> size, Detail detail);

  /**
   * Reads a cell of {@code metering.csv}: the formula's name and its numbers.
   *
   * @throws IllegalArgumentException when there is no such formula
   */
  static ImageInput parse(String cell) {
    List<String> words = List.of(cell.split(" ", -1));
    List<Double> numbers = words.stream().skip(1).map(Double::valueOf).toList();
    return switch (words.getFirst()) {
      case "patches" ->
          new OpenAiPatches(whole(numbers, 0), whole(numbers, 1), numbers.get(2), Optional.empty());
      case "patches-original" ->
          new OpenAiPatches(
              whole(numbers, 0),
              whole(numbers, 1),
              numbers.get(2),
              Optional.of(
                  new OpenAiPatches.Original(
                      whole(numbers, 3), whole(numbers, 4), whole(numbers, 5) == 1)));
      case "tiles" -> new OpenAiTiles(whole(numbers, 0), whole(numbers, 1));
      case "claude" -> new ClaudePatches(whole(numbers, 0), whole(numbers, 1));
      case "gemini-tiles" -> new GeminiTiles();
      case "gemini-levels" -> new GeminiLevels();
      case "squares" -> new Squares(whole(numbers, 0), whole(numbers, 1));
      default -> throw new IllegalArgumentException("\"" + cell + "\" is no formula");
    };
  }

  private static int whole(List<Double> numbers, int index) {
    return numbers.get(index).intValue();
  }
}
