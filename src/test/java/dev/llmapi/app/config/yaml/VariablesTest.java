package dev.llmapi.app.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VariablesTest {

  private final Variables variables = new Variables(Map.of("A", "1", "EMPTY", "", "B_2", "two"));
  private final List<String> wrong = new ArrayList<>();

  @ParameterizedTest
  @CsvSource({
    "plain, plain",
    "$A, $A",
    "${A}, 1",
    "x${A}y${B_2}z, x1ytwoz",
    "${EMPTY}, ''",
    "${EMPTY:-none}, none",
    "${UNSET:-none}, none",
    "${UNSET:-}, ''",
    "${A:-none}, 1",
    "${UNSET:-http://h:1/v1}, http://h:1/v1",
  })
  void fill_text_hasItsVariables(String text, String expected) {
    assertThat(variables.fill(text, wrong::add)).contains(expected);
    assertThat(wrong).isEmpty();
  }

  @Test
  void fill_unsetVariable_isNamed() {
    assertThat(variables.fill("a${UNSET}b", wrong::add)).isEmpty();
    assertThat(wrong)
        .containsExactly(
            "the environment variable UNSET is not set; set it, or write ${UNSET:-default}");
  }

  @ParameterizedTest
  @CsvSource({"${}", "${A", "${A-b}", "${1}", "x${A} ${"})
  void fill_malformedReference_isTold(String text) {
    assertThat(variables.fill(text, wrong::add)).isEmpty();
    assertThat(wrong).containsExactly("a variable is written ${NAME} or ${NAME:-default}");
  }
}
