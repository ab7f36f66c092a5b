package dev.llmapi.provider.sandbox.talk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SkillTest {
  private static final Instant NOW = Instant.parse("2026-11-25T08:16:32Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "What is 17 * 23? | 17 * 23 = 391",
        "what's 12 plus 30? | 12 + 30 = 42",
        "Was ist 3 mal 4? | 3 * 4 = 12",
        "(1 + 2) * -3 | (1 + 2) * -3 = -9",
        "7/2 | 7/2 = 3.5",
        "Сколько будет 2 + 2? | 2 + 2 = 4",
        "3加4是多少 | 3 + 4 = 7",
        "Say hello | hello",
        "Please reply with \"pong\" | pong",
        "Dis bonjour | bonjour",
        "「ありがとう」と言って | ありがとう",
        "What time is it? | Wednesday, November 25, 2026, 08:16 UTC",
        "Welches Datum haben wir? | Mittwoch, 25. November 2026, 08:16 UTC"
      })
  void find_request_isDone(String prompt, String answer) {
    assertThat(Skill.find(prompt, NOW)).hasValue(answer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Hello!",
        "10/0",
        "Call 555-1234 on 2026-01-02 about the invoice",
        "Say what you think about cats",
        "Di che colore è il cielo?",
        "Say something nice",
        "What date did the war end?",
        "Write a haiku about time",
        "((((((((((1"
      })
  void find_otherRequest_isLeft(String prompt) {
    assertThat(Skill.find(prompt, NOW)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "1+", "a"})
  void find_hugePrompt_isLeft(String part) {
    assertThat(Skill.find(part.repeat(2_000_000), NOW)).isEmpty();
  }
}
