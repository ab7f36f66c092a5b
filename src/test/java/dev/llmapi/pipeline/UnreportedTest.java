package dev.llmapi.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmapi.policy.Limits;
import dev.llmapi.testing.Answer;
import dev.llmapi.testing.Replies;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An answer of which its provider reports no tokens is counted by what came of it. */
final class UnreportedTest extends MeteredFixture {

  private static final Limits BUDGET =
      new Limits(1_000_000 * TOKEN, null, null, null, null, null, List.of());
  private static final String LIMIT = ",\"max_completion_tokens\":100";

  UnreportedTest() {
    super("20s");
  }

  /** An answer of that text, of which these members tell the usage. */
  private static String answer(String text, String usage) {
    return """
    {"id":"c","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"message":{"role":"assistant","content":"%s"},"finish_reason":"stop"}]%s}\
    """
        .formatted(text, usage);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ",\"usage\":null",
        ",\"usage\":{}",
        ",\"usage\":{\"prompt_tokens\":0,\"completion_tokens\":0,\"total_tokens\":0}"
      })
  void whole_countsItsText(String usage) throws IOException {
    limits(BUDGET);
    first().plan(Replies.json(answer("x".repeat(30), usage)));
    JsonNode receipt = chat(false, LIMIT).json().path("llmapi");
    assertThat(receipt.path("estimated").booleanValue()).isTrue();
    assertThat(spent()).as("ten tokens for thirty letters").isEqualTo(10 * TOKEN);
    assertThat(costOf("first/a")).isEqualTo(10 * TOKEN);
  }

  @Test
  void long_isCountedWithinItsReservation() throws IOException {
    limits(BUDGET);
    first().plan(Replies.json(answer("x".repeat(200_000), "")));
    assertThat(chat(false, LIMIT).status()).isEqualTo(200);
    assertThat(spent()).isEqualTo(100 * TOKEN);
  }

  @Test
  void long_countsItsBeginningToo() throws IOException {
    limits(BUDGET);
    first().plan(Replies.json(answer("x".repeat(70_000), "")));
    assertThat(chat(false, ",\"max_completion_tokens\":100000").status()).isEqualTo(200);
    assertThat(spent()).isBetween(23_300 * TOKEN, 23_500 * TOKEN);
  }

  @Test
  void withoutAPrice_answeredByAModelThatHasOne_isNotFree() throws IOException {
    limits(Limits.NONE);
    first().plan(Replies.json(answer("x".repeat(30), "").replace("\"m\"", "\"priced\"")));
    Answer answer = chatWith("first/unpriced", LIMIT);
    assertThat(answer.json().at("/llmapi/estimated").booleanValue()).isTrue();
    assertThat(answer.json().at("/llmapi/cost_usd").decimalValue()).isEqualByComparingTo("0.01");
  }
}
