package dev.llmapi.app.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionTest {

  @ParameterizedTest
  @CsvSource({
    "'', '', 0",
    "abc, abc, 0",
    "abc, '', 3",
    "'', ab, 2",
    "compatble, compatible, 1",
    "kitten, sitting, 3",
    "opneai, openai, 2",
  })
  void edits_twoWords_areCounted(String from, String to, int expected) {
    assertThat(Suggestion.edits(from, to)).isEqualTo(expected);
  }

  @Test
  void of_nearName_asksForTheNearest() {
    assertThat(Suggestion.of("prot", List.of("host", "port"))).isEqualTo("; did you mean port?");
  }

  @Test
  void of_nothingNear_asksNothing() {
    assertThat(Suggestion.of("colour", List.of("host", "port"))).isEmpty();
  }
}
