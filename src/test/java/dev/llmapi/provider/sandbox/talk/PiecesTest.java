package dev.llmapi.provider.sandbox.talk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PiecesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        "Hello, world!  ",
        "internationalization",
        "日本語 한국어",
        "👩‍👩‍👧 e\u0301 नमस्ते",
        "\ud83d lone surrogate"
      })
  void of_text_isTheTextAgain(String text) {
    var pieces = Pieces.of(text);
    assertThat(String.join("", pieces)).isEqualTo(text);
    assertThat(pieces).hasSize(Pieces.count(text)).doesNotContain("");
  }

  @Test
  void of_words_keepTheSpaceBefore() {
    assertThat(Pieces.of("Hello, my world")).isEqualTo(List.of("Hello", ",", " my", " world"));
  }

  @Test
  void of_joinedSigns_areNotCut() {
    assertThat(Pieces.of("👩‍👩‍👧🎉"))
        .hasSize(2)
        .allSatisfy(piece ->
            assertThat(new String(piece.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .isEqualTo(piece));
  }
}
