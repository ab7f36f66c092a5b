package dev.llmapi.pricing.image;

import dev.llmapi.model.RawJson;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The image that {@code image_config} asks for, as far as it changes the price.
 *
 * @param quality {@code low}, {@code medium}, {@code high}; empty for auto
 * @param size {@code size}, where it names pixels
 * @param scale {@code image_size}: {@code 512}, {@code 1K}, {@code 2K}, {@code 4K}
 * @param partialImages previews sent before the image
 */
public record ImageOrder(
    Optional<String> quality, Optional<ImageSize> size, Optional<String> scale, int partialImages) {

  public static final ImageOrder USUAL =
      new ImageOrder(Optional.empty(), Optional.empty(), Optional.empty(), 0);

  private static final Pattern PIXELS = Pattern.compile("([1-9]\\d{0,4})[x×]([1-9]\\d{0,4})");
  private static final int MOST_PARTIAL_IMAGES = 3;

  /**
   * Reads the members; what is not understood is left to the provider, and reserved at the most.
   */
  public static ImageOrder of(Map<String, RawJson> config) {
    return new ImageOrder(
        text(config, "quality").filter(quality -> !quality.equals("auto")),
        text(config, "size").flatMap(ImageOrder::pixels),
        text(config, "image_size"),
        text(config, "partial_images").map(ImageOrder::partialImages).orElse(0));
  }

  private static Optional<String> text(Map<String, RawJson> config, String name) {
    RawJson value = config.get(name);
    if (value == null) {
      return Optional.empty();
    }
    String text = value.text().text().strip();
    boolean quoted = text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"");
    return Optional.of(quoted ? text.substring(1, text.length() - 1) : text);
  }

  private static Optional<ImageSize> pixels(String text) {
    Matcher matcher = PIXELS.matcher(text);
    return matcher.matches()
        ? Optional.of(
            new ImageSize(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))))
        : Optional.empty();
  }

  private static int partialImages(String text) {
    return text.equals("0") ? 0 : text.equals("1") ? 1 : text.equals("2") ? 2 : MOST_PARTIAL_IMAGES;
  }
}
