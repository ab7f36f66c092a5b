package dev.llmapi.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {

  @ParameterizedTest
  @CsvSource({
    "*, anything, true",
    "*, '', true",
    "'', '', true",
    "'', a, false",
    "gpt-5, gpt-5, true",
    "gpt-5, gpt-5.4, false",
    "gpt-5*, gpt-5.4, true",
    "*opus-4?6*, claude-opus-4-6, true",
    "*opus-4?6*, claude-opus-4.6-fast, true",
    "*opus-4?6*, claude-opus-4-16, false",
    "*sonnet-4?5*, claude-sonnet-4-20250514, false",
    "a*b*c, a-b-b-c, true",
    "a*b*c, a-b-b-d, false",
    "*-image*, gemini-3-pro-image, true",
    "x|y*, yes, true",
    "x|y*, xes, false",
  })
  void matches_name_isAsThePatternSays(String pattern, String name, boolean expected) {
    assertThat(Glob.of(pattern).matches(name)).isEqualTo(expected);
  }
}
