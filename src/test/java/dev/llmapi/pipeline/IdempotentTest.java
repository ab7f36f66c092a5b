package dev.llmapi.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmapi.testing.Answer;
import dev.llmapi.testing.FakeProvider;
import dev.llmapi.testing.RawClient;
import dev.llmapi.testing.Replies;
import dev.llmapi.testing.TestGateway;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Repeats of a call that carried an Idempotency-Key. */
final class IdempotentTest {

  private static final String WHOLE =
      """
      {"id":"c","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"message":{"role":"assistant","content":"Hi"},"finish_reason":"stop"}],"usage":{"prompt_tokens":5,"completion_tokens":1,"total_tokens":6}}\
      """;
  private static final List<String> EVENTS =
      List.of(
          "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"Hi\"},\"finish_reason\":\"stop\"}]}\n\n",
          "data: [DONE]\n\n");

  private final FakeProvider provider = FakeProvider.start();
  private final TestGateway gateway;

  IdempotentTest() throws IOException {
    gateway =
        TestGateway.start(
            "providers: {wall: {kind: compatible, base_url: \"%s/v1\", api_key: none}}"
                .formatted(provider.uri()));
  }

  @AfterEach
  void close() {
    gateway.close();
    provider.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void repeat_ofAnAnsweredCall_getsTheFirstAnswer(boolean stream) throws Exception {
    provider.plan(stream ? Replies.stream(EVENTS) : Replies.json(WHOLE));
    Answer first = ask("key-1", TestGateway.question("wall/m", stream));
    Answer second = ask("key-1", TestGateway.question("wall/m", stream));

    assertThat(first.status()).isEqualTo(200);
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(second.header("x-request-id")).isEqualTo(first.header("x-request-id"));
    assertThat(second.header("x-llmapi-replayed")).contains("true");
    provider.take();
    assertThat(provider.pending()).isZero();
  }

  @Test
  void repeat_withAnotherBody_is422() throws Exception {
    provider.plan(Replies.json(WHOLE));
    ask("key-1", TestGateway.question("wall/m", false));

    Answer other = ask("key-1", TestGateway.question("wall/other", false));
    assertThat(other.status()).isEqualTo(422);
  }

  @Test
  void repeat_whileTheFirstIsRunning_is409WithRetryAfter() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    provider.plan(Replies.until(gate));
    String body = TestGateway.question("wall/m", false);
    try (RawClient _ = open("key-1", body)) {
      provider.take();
      Answer second = ask("key-1", body);

      assertThat(second.status()).isEqualTo(409);
      assertThat(second.header("retry-after")).contains("1");
    } finally {
      gate.countDown();
    }
  }

  @Test
  void repeat_ofAnErrorAnswer_isANewCall() throws Exception {
    provider.plan(Replies.json(500, Map.of(), "{}"));
    provider.plan(Replies.json(WHOLE));
    String body = TestGateway.question("wall/m", false);

    Answer failed = ask("key-1", body);
    assertThat(failed.status()).as(failed.body()).isEqualTo(502);
    assertThat(ask("key-1", body).status()).isEqualTo(200);
  }

  @Test
  void repeat_ofAStreamThatBroke_isANewCall() throws Exception {
    provider.plan(Replies.openStream(PipelineFixture.OPENING).then(Replies.cut()));
    provider.plan(Replies.stream(EVENTS));
    String body = TestGateway.question("wall/m", true);

    assertThat(ask("key-1", body).isDone()).isFalse();
    assertThat(ask("key-1", body).isDone()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 20})
  void repeat_ofALongAnswer_getsAllOfIt(int megabytes) throws Exception {
    provider.plan(Replies.json(WHOLE.replace("Hi", "x".repeat(megabytes << 20))));
    String body = TestGateway.question("wall/m", false);

    Answer first = ask("key-1", body);
    assertThat(first.status()).isEqualTo(200);
    assertThat(ask("key-1", body).body()).isEqualTo(first.body());
  }

  @Test
  void repeat_ofAnAnswerTooLongToKeep_isToldSo() throws Exception {
    provider.plan(Replies.json(WHOLE.replace("Hi", "x".repeat(25 << 20))));
    String body = TestGateway.question("wall/m", false);

    assertThat(ask("key-1", body).status()).isEqualTo(200);
    Answer second = ask("key-1", body);
    assertThat(second.status()).isEqualTo(409);
    assertThat(second.body()).contains("billed", "idempotent_answer_too_large");
    assertThat(second.header("x-should-retry")).contains("false");
  }

  @Test
  void keyTooLong_is400() throws Exception {
    Answer answer = ask("k".repeat(256), TestGateway.question("wall/m", false));
    assertThat(answer.status()).isEqualTo(400);
  }

  private Answer ask(String key, String body) throws IOException {
    try (RawClient client = open(key, body)) {
      return client.readAnswer();
    }
  }

  private RawClient open(String key, String body) throws IOException {
    RawClient client = new RawClient(gateway.port());
    client.post(
        "/v1/chat/completions",
        "authorization: Bearer " + TestGateway.KEY + "\nidempotency-key: " + key + "\n",
        body);
    return client;
  }
}
