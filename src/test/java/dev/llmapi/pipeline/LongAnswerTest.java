package dev.llmapi.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmapi.policy.Limits;
import dev.llmapi.testing.Answer;
import dev.llmapi.testing.Replies;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An answer that goes out while it comes in tells as much as a short one. */
final class LongAnswerTest extends MeteredFixture {

  private static final String IMAGE = "A".repeat(200_000);

  private static final String CHOICES =
      """
      "choices":[{"index":0,"message":{"role":"assistant","content":"%s"},"finish_reason":"stop"}]\
      """
          .formatted(IMAGE);

  LongAnswerTest() {
    super("5s");
  }

  @BeforeEach
  void open() {
    limits(Limits.NONE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"completion_tokens\":3}",
        "{\"completion_tokens\":3,\"completion_tokens_details\":{\"reasoning_tokens\":0}}",
        " { \"completion_tokens\" : 3 , \"note\" : \"}\" } ",
      })
  void usage_behindTheChoices_tellsTheCost(String usage) throws Exception {
    Answer answer = answer("{\"model\":\"a\"," + CHOICES + ",\"usage\":" + usage + "}\n");

    assertThat(answer.json().at("/usage/cost").decimalValue()).isEqualByComparingTo("0.003");
    assertThat(answer.json().at("/usage/completion_tokens").intValue()).isEqualTo(3);
    assertReceipt(answer);
  }

  @Test
  void usage_thatTellsACost_isLeftAsItIs() throws Exception {
    Answer answer = answer("{" + CHOICES + ",\"usage\":{\"completion_tokens\":3,\"cost\":0.25}}");

    assertThat(answer.json().at("/usage/cost").decimalValue()).isEqualByComparingTo("0.25");
    assertReceipt(answer);
  }

  /** It is on its way long before anybody knows what the answer costs. */
  @Test
  void usage_beforeTheChoices_isLeftAsItIs() throws Exception {
    Answer answer = answer("{\"usage\":{\"completion_tokens\":3}," + CHOICES + "}");

    assertThat(answer.json().path("usage").toString()).isEqualTo("{\"completion_tokens\":3}");
    assertReceipt(answer);
  }

  @Test
  void usage_withoutMembers_isLeftAsItIs() throws Exception {
    Answer answer = answer("{" + CHOICES + ",\"usage\":{ }}");

    assertThat(answer.json().path("usage").toString()).isEqualTo("{}");
  }

  private Answer answer(String json) throws Exception {
    first().plan(Replies.json(json));
    return chat(false, "");
  }

  private static void assertReceipt(Answer answer) {
    JsonNode json = answer.json();
    assertThat(answer.whole()).isTrue();
    assertThat(json.at("/choices/0/message/content").textValue()).isEqualTo(IMAGE);
    assertThat(json.at("/llmapi/cost_usd").decimalValue()).isEqualByComparingTo("0.003");
  }
}
