package dev.llmapi.pricing.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.llmapi.model.RawJson;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The vectors of GPT Image 2 reproduce OpenAI's price list. */
class ImageOutputTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # formula                   | quality | size      | scale | tokens
          gpt-image                   | low     | 1024x1024 |       | 196
          gpt-image                   | medium  | 1024x1024 |       | 1756
          gpt-image                   | high    | 1024x1024 |       | 7024
          gpt-image                   | low     | 1024x1536 |       | 158
          gpt-image                   | medium  | 1536x1024 |       | 1372
          gpt-image                   | high    | 1024x1536 |       | 5488
          gpt-image                   | low     | 2048x2048 |       | 397
          gpt-image                   | medium  | 2048x2048 |       | 3568
          gpt-image                   | high    | 2048x2048 |       | 14272
          gpt-image                   | low     | 3840x2160 |       | 371
          gpt-image                   | medium  | 3840x2160 |       | 3336
          gpt-image                   | high    | 3840x2160 |       | 13342
          gpt-image                   |         |           |       | 7024
          gpt-image                   | auto    | auto      |       | 7024
          gpt-image                   | high    |           | 2K    | 14272
          gpt-image                   | finest  | tiny      |       | 7024
          scaled 747 1120 1680 2520   |         |           |       | 1120
          scaled 747 1120 1680 2520   |         |           | 512   | 747
          scaled 747 1120 1680 2520   |         |           | 2K    | 1680
          scaled 747 1120 1680 2520   |         |           | 4K    | 2520
          scaled 747 1120 1680 2520   |         |           | 8K    | 2520
          square 32                   |         |           |       | 1024
          square 32                   |         |           | 2K    | 4096
          square 32                   |         | 100x40    |       | 8
          """)
  void most_order_isTheMakersOwn(
      String formula,
      @Nullable String quality,
      @Nullable String size,
      @Nullable String scale,
      long tokens) {
    Map<String, RawJson> config = new HashMap<>();
    put(config, "quality", quality);
    put(config, "size", size);
    put(config, "image_size", scale);

    assertThat(ImageOutput.parse(formula).most(ImageOrder.of(config))).isEqualTo(tokens);
  }

  @Test
  void most_partialImages_costAHundredEach() {
    ImageOutput image = new GptImage();

    assertThat(image.most(ImageOrder.of(Map.of("partial_images", RawJson.of("2")))))
        .isEqualTo(7224);
    assertThat(image.most(ImageOrder.of(Map.of("partial_images", RawJson.of("\"many\"")))))
        .isEqualTo(7324);
  }

  @Test
  void likely_autoQuality_isLessThanTheMost() {
    assertThat(new GptImage().likely(ImageOrder.USUAL)).isEqualTo(1756);
  }

  @Test
  void parse_noFormula_isRefused() {
    assertThatThrownBy(() -> ImageOutput.parse("scaled 1 2"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ImageOutput.parse("paint"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static void put(Map<String, RawJson> config, String name, @Nullable String value) {
    if (value != null) {
      config.put(name, RawJson.of("\"" + value + "\""));
    }
  }
}
