package dev.llmapi.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmapi.policy.Limits;
import dev.llmapi.store.UsageRow;
import dev.llmapi.testing.Answer;
import dev.llmapi.testing.RawClient;
import dev.llmapi.testing.Replies;
import dev.llmapi.testing.Reply;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A provider may ask for money for an answer that never came: it is counted, and held before. */
final class LostAttemptTest extends MeteredFixture {

  LostAttemptTest() {
    super("300ms");
  }

  private static final long MOST = 100 * TOKEN;
  private static final String LIMIT = ",\"max_completion_tokens\":100";

  @Test
  void whole_thatNeverCame_isCountedAtItsMost() throws Exception {
    limits(new Limits(10 * MOST, null, null, 5L, null, 1L, List.of()));
    first().plan(Replies.silence());
    second().plan(Replies.json(PipelineFixture.ANSWER));
    Answer answer = chat(false, LIMIT);
    assertThat(answer.status()).isEqualTo(200);
    JsonNode receipt = answer.json().path("llmapi");
    assertThat(receipt.at("/attempts/0/cost_usd").decimalValue()).isEqualByComparingTo("0.1");
    assertThat(receipt.at("/attempts/1/cost_usd").decimalValue()).isEqualByComparingTo("0.001");
    assertThat(receipt.path("cost_usd").decimalValue()).isEqualByComparingTo("0.101");
    assertThat(receipt.path("estimated").booleanValue()).isTrue();
    assertThat(receipt.path("reserved_usd").decimalValue()).isEqualByComparingTo("0.2");
    assertThat(answer.json().at("/usage/cost").decimalValue()).isEqualByComparingTo("0.101");
    assertThat(spent()).isEqualTo(MOST + TOKEN);
    assertThat(counter("r")).isZero();
    assertThat(counter("n")).isZero();
    assertThat(costOf("first/a")).isEqualTo(MOST);
    assertThat(costOf("second/b")).isEqualTo(TOKEN);
    assertThat(usage()).extracting(UsageRow::requests).containsExactlyInAnyOrder(0L, 1L);
  }

  @Test
  void whole_thatNeverCame_leavesNoMoneyForAnother() throws Exception {
    limits(new Limits(MOST + MOST / 2, null, null, null, null, null, List.of()));
    first().plan(Replies.reset());
    Answer answer = chat(false, LIMIT);
    assertThat(answer.status()).isEqualTo(502);
    assertThat(answer.header("x-llmapi-cost-usd")).contains("0.1");
    assertThat(second().pending()).isZero();
    assertThat(spent()).isEqualTo(MOST);
  }

  @Test
  void ceiling_ofTheCall_holdsForAllItsAttempts() throws Exception {
    limits(Limits.NONE);
    first().plan(Replies.reset());
    Answer answer = chat(false, LIMIT + ",\"llmapi\":{\"max_cost_usd\":0.15}");
    assertThat(answer.status()).isEqualTo(502);
    assertThat(second().pending()).isZero();
    assertThat(costOf("first/a")).isEqualTo(MOST);
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 404, 408, 429, 500, 504})
  void refusal_costsNothing(int status) throws Exception {
    limits(new Limits(MOST, null, null, null, null, null, List.of()));
    first().plan(PipelineFixture.status(status));
    second().plan(Replies.json(PipelineFixture.ANSWER));
    Answer answer = chat(false, LIMIT);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().at("/llmapi/attempts/0/cost_usd").isMissingNode()).isTrue();
    assertThat(spent()).isEqualTo(TOKEN);
  }

  @Test
  void stream_thatBroke_isCountedAtWhatCameOfIt() throws Exception {
    limits(new Limits(MOST, null, null, null, null, null, List.of()));
    first().plan(Replies.openStream(PipelineFixture.OPENING).then(Replies.cut()));
    Answer answer = chat(true, LIMIT);
    assertThat(answer.isDone()).isFalse();
    assertThat(spent()).as("two tokens for five letters").isEqualTo(2 * TOKEN);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void client_thatHangsUp_doesNotGetItForNothing(boolean stream) throws Exception {
    limits(new Limits(MOST, null, null, null, null, null, List.of()));
    first()
        .plan(
            stream
                ? Replies.openStream(PipelineFixture.OPENING).then(Replies.silence())
                : Replies.silence());
    try (RawClient client = open(stream, LIMIT)) {
      first().take();
      if (stream) {
        client.readHead();
        client.readUntil("Hello");
      }
    }
    first().awaitHangUp();
    gateway().close(); // waits for the call's end
    assertThat(spent()).isEqualTo(stream ? 2 * TOKEN : MOST);
  }

  /** Its beginning has gone out; the provider may have made the rest before that. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whole_ofWhichABeginningCame_isCountedAtItsMost(boolean clientLeaves) throws Exception {
    limits(new Limits(1000 * MOST, null, null, null, null, null, List.of()));
    String beginning = "{\"choices\":[{\"message\":{\"content\":\"" + "x".repeat(80_000);
    Reply rest = clientLeaves ? Replies.silence() : Replies.cut();
    first().plan(Replies.openJson(beginning).then(rest));
    try (RawClient client = open(false, ",\"max_completion_tokens\":90000")) {
      client.readHead();
      if (!clientLeaves) {
        first().awaitHangUp();
      }
    }
    if (clientLeaves) {
      first().awaitHangUp();
    }
    gateway().close(); // waits for the call's end
    assertThat(spent()).isEqualTo(90_000 * TOKEN);
    assertThat(costOf("first/a")).isEqualTo(90_000 * TOKEN);
  }

  /** Its tokens are told before its text, and are the provider's last word. */
  @Test
  void whole_thatBrokeBehindItsReport_isCountedByIt() throws Exception {
    limits(new Limits(1000 * MOST, null, null, null, null, null, List.of()));
    String beginning =
        "{\"usage\":{\"completion_tokens\":70000},\"choices\":[{\"message\":{\"content\":\""
            + "x".repeat(80_000);
    first().plan(Replies.openJson(beginning).then(Replies.cut()));
    try (RawClient client = open(false, ",\"max_completion_tokens\":90000")) {
      client.readHead();
      first().awaitHangUp();
    }
    gateway().close(); // waits for the call's end
    assertThat(spent()).isEqualTo(70_000 * TOKEN);
  }

  @Test
  void stream_thatWasStillThinking_isCountedByItsTime() throws Exception {
    limits(new Limits(80 * TOKEN, null, null, null, null, null, List.of()));
    first().plan(Replies.silence());
    Answer answer = chat(true, ",\"max_completion_tokens\":50,\"reasoning_effort\":\"high\"");
    assertThat(answer.status()).isEqualTo(504);
    assertThat(spent())
        .as("300 ms make 60 tokens, of which 50 were reserved")
        .isEqualTo(50 * TOKEN);
    assertThat(second().pending()).as("there is no money for both").isZero();
  }

  @Test
  void rates_areToldWithEveryAnswer() throws Exception {
    limits(new Limits(null, null, null, 2L, 1000L, null, List.of()));
    for (int i = 0; i < 2; i++) {
      first().plan(Replies.json(PipelineFixture.ANSWER));
    }
    assertRates(chat(false, LIMIT), 200, "1");
    assertRates(chat(false, LIMIT), 200, "0");
    assertRates(chat(false, LIMIT), 429, "0");
  }

  private static void assertRates(Answer answer, int status, String remaining) {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.header("x-ratelimit-limit-requests")).contains("2");
    assertThat(answer.header("x-ratelimit-remaining-requests")).contains(remaining);
    assertThat(answer.header("x-ratelimit-reset-requests").orElse("")).matches("\\d+s");
    assertThat(answer.header("x-ratelimit-limit-tokens")).contains("1000");
    assertThat(answer.header("x-ratelimit-remaining-tokens").orElse("")).matches("\\d+");
  }
}
