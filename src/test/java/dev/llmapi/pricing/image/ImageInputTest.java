package dev.llmapi.pricing.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.llmapi.model.Part.Detail;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The vectors are the makers' own. */
class ImageInputTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # OpenAI, patches
          patches 1536 2048 1                            | 1800x2400 | HIGH     | 1452
          patches 1536 2048 1                            | 1024x1024 | HIGH     | 1024
          patches 1536 2048 1.62                         | 1024x1024 | AUTO     | 1659
          patches 1536 2048 1.62                         | 4000x4000 | LOW      | 415
          patches 2500 2048 1.2                          | 1x1       | AUTO     | 2
          patches 0 0 1.2                                | 4096x4096 | AUTO     | 19661
          patches 0 0 1.2                                |           | AUTO     | 19661
          patches 2500 2048 1.2                          |           | AUTO     | 3000
          patches-original 2500 2048 1 10000 6000 0      | 3200x3200 | ORIGINAL | 10000
          patches-original 2500 2048 1 10000 6000 0      | 3200x3200 | AUTO     | 2500
          patches-original 2500 2048 1 10000 6000 1      | 3200x3200 | AUTO     | 10000
          patches-original 2500 2048 1 10000 6000 1      | 3200x3200 | HIGH     | 2500
          # OpenAI, tiles
          tiles 85 170                                   | 1024x1024 | HIGH     | 765
          tiles 85 170                                   | 2048x4096 | HIGH     | 1105
          tiles 85 170                                   | 2048x4096 | LOW      | 85
          tiles 85 170                                   | 100x100   | AUTO     | 255
          tiles 85 170                                   |           | AUTO     | 1445
          # Claude, up to 4.6 and after
          claude 1568 1568                               | 200x200   | AUTO     | 64
          claude 1568 1568                               | 1000x1000 | AUTO     | 1296
          claude 1568 1568                               | 1024x1024 | AUTO     | 1369
          claude 1568 1568                               | 1092x1092 | AUTO     | 1521
          claude 1568 1568                               | 1920x1080 | AUTO     | 1560
          claude 1568 1568                               | 2000x1500 | AUTO     | 1564
          claude 1568 1568                               | 3840x2160 | AUTO     | 1560
          claude 1568 1568                               | 1075x1520 | AUTO     | 1551
          claude 1568 1568                               | 4000x3000 | AUTO     | 1564
          claude 1568 1568                               |           | AUTO     | 1568
          claude 2576 4784                               | 200x200   | AUTO     | 64
          claude 2576 4784                               | 1000x1000 | AUTO     | 1296
          claude 2576 4784                               | 1024x1024 | AUTO     | 1369
          claude 2576 4784                               | 1092x1092 | AUTO     | 1521
          claude 2576 4784                               | 1920x1080 | AUTO     | 2691
          claude 2576 4784                               | 2000x1500 | AUTO     | 3888
          claude 2576 4784                               | 3840x2160 | AUTO     | 4784
          claude 2576 4784                               | 1075x1520 | AUTO     | 2145
          claude 2576 4784                               | 4000x3000 | AUTO     | 4740
          # Gemini 2.x and 3.x
          gemini-tiles                                   | 384x384   | AUTO     | 258
          gemini-tiles                                   | 960x540   | AUTO     | 1548
          gemini-tiles                                   | 1000x1000 | AUTO     | 1032
          gemini-tiles                                   |           | AUTO     | 6192
          gemini-levels                                  | 9x9       | LOW      | 280
          gemini-levels                                  | 9000x9000 | AUTO     | 1120
          gemini-levels                                  |           | HIGH     | 1120
          gemini-levels                                  |           | ORIGINAL | 2240
          # The sandbox, and hosts that are not known
          squares 32 16384                               | 1000x40   | AUTO     | 64
          squares 28 16384                               | 9000x9000 | AUTO     | 16384
          squares 28 16384                               |           | AUTO     | 16384
          """)
  void tokens_image_areTheMakersOwn(
      String formula, @Nullable String size, Detail detail, long tokens) {
    assertThat(ImageInput.parse(formula).tokens(size(size), detail)).isEqualTo(tokens);
  }

  @Test
  void resized_tallImage_isAnthropicsExample() {
    assertThat(new ClaudePatches(1568, 1568).resized(new ImageSize(1075, 1520)))
        .isEqualTo(new ImageSize(924, 1307));
  }

  @ParameterizedTest
  @ValueSource(strings = {"patches 1 2", "tiles", "spots 3", "claude a b", ""})
  void parse_noFormula_isRefused(String cell) {
    assertThatThrownBy(() -> ImageInput.parse(cell)).isInstanceOf(RuntimeException.class);
  }

  private static Optional<ImageSize> size(@Nullable String text) {
    if (text == null) {
      return Optional.empty();
    }
    String[] sides = text.split("x", -1);
    return Optional.of(new ImageSize(Integer.parseInt(sides[0]), Integer.parseInt(sides[1])));
  }
}
