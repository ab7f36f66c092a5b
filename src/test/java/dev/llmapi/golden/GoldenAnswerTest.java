package dev.llmapi.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a provider said, and what the client must be told. */
final class GoldenAnswerTest {
  @ParameterizedTest(name = "{0}")
  @MethodSource("answers")
  void chat_answer_isToldInTheClientsFormat(AnswerCase golden) {
    RecordedExchange told = golden.told();

    assertThat(told.isEnded()).isTrue();
    if (told.isStream()) {
      GoldenFolder.checkStream(golden.golden(told), told.text());
    } else {
      GoldenFolder.check(golden.golden(told), AnswerCase.whole(told));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("errors")
  void chat_error_isToldInTheClientsFormat(AnswerCase golden) {
    RecordedExchange told = golden.told();

    assertThat(told.status()).isGreaterThanOrEqualTo(400);
    GoldenFolder.check(golden.golden(told), AnswerCase.whole(told));
  }

  static List<AnswerCase> answers() {
    return AnswerCase.answers();
  }

  static List<AnswerCase> errors() {
    return AnswerCase.errors();
  }
}
