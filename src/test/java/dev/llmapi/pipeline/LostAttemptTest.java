package dev.llmapi.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmapi.app.Composition;
import dev.llmapi.app.Stores;
import dev.llmapi.app.config.Settings;
import dev.llmapi.app.local.LocalServer;
import dev.llmapi.policy.KeyFormat;
import dev.llmapi.policy.Limits;
import dev.llmapi.store.ApiKey;
import dev.llmapi.store.Project;
import dev.llmapi.store.UsageRow;
import dev.llmapi.testing.Answer;
import dev.llmapi.testing.FakeProvider;
import dev.llmapi.testing.RawClient;
import dev.llmapi.testing.Replies;
import dev.llmapi.testing.TestGateway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A provider may ask for money for an answer that never came: it is counted, and held before. */
final class LostAttemptTest {

  /** A token of the output costs $0.001, and nothing else costs anything. */
  private static final long TOKEN = 1_000_000L;

  private static final long MOST = 100 * TOKEN;
  private static final String LIMIT = ",\"max_completion_tokens\":100";

  private final FakeProvider first = FakeProvider.start();
  private final FakeProvider second = FakeProvider.start();
  private final Stores stores = Stores.memory();
  @TempDir private Path folder;
  private LocalServer gateway;
  private final String key = KeyFormat.newKey("k", new Random(1));

  @BeforeEach
  void start() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("llmapi.yaml"),
            """
            timeouts: {first_byte: 300ms, idle: 300ms}
            providers:
              first: {kind: compatible, base_url: "%s/v1", api_key: none}
              second: {kind: compatible, base_url: "%s/v1", api_key: none}
            aliases:
              any: [first/a, second/b]
            prices:
              first/*: {input: 0, output: 1000}
              second/*: {input: 0, output: 1000}
            """
                .formatted(first.uri(), second.uri()));
    Map<String, String> environment = Map.of("PORT", "0");
    Settings settings = Settings.load(file, environment);
    gateway =
        LocalServer.start(
            Composition.of(settings, environment, Composition.MadeKeys.NONE, stores).handler(),
            settings.server());
  }

  @AfterEach
  void stop() {
    gateway.close();
    first.close();
    second.close();
  }

  @Test
  void whole_thatNeverCame_isCountedAtItsMost() throws Exception {
    limits(new Limits(10 * MOST, null, null, 5L, null, 1L, List.of()));
    first.plan(Replies.silence());
    second.plan(Replies.json(PipelineFixture.ANSWER));
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
    first.plan(Replies.reset());
    Answer answer = chat(false, LIMIT);
    assertThat(answer.status()).isEqualTo(502);
    assertThat(answer.header("x-llmapi-cost-usd")).contains("0.1");
    assertThat(second.pending()).isZero();
    assertThat(spent()).isEqualTo(MOST);
  }

  @Test
  void ceiling_ofTheCall_holdsForAllItsAttempts() throws Exception {
    limits(Limits.NONE);
    first.plan(Replies.reset());
    Answer answer = chat(false, LIMIT + ",\"llmapi\":{\"max_cost_usd\":0.15}");
    assertThat(answer.status()).isEqualTo(502);
    assertThat(second.pending()).isZero();
    assertThat(costOf("first/a")).isEqualTo(MOST);
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 404, 408, 429, 500, 504})
  void refusal_costsNothing(int status) throws Exception {
    limits(new Limits(MOST, null, null, null, null, null, List.of()));
    first.plan(PipelineFixture.status(status));
    second.plan(Replies.json(PipelineFixture.ANSWER));
    Answer answer = chat(false, LIMIT);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().at("/llmapi/attempts/0/cost_usd").isMissingNode()).isTrue();
    assertThat(spent()).isEqualTo(TOKEN);
  }

  @Test
  void stream_thatBroke_isCountedAtWhatCameOfIt() throws Exception {
    limits(new Limits(MOST, null, null, null, null, null, List.of()));
    first.plan(Replies.openStream(PipelineFixture.OPENING).then(Replies.cut()));
    Answer answer = chat(true, LIMIT);
    assertThat(answer.isDone()).isFalse();
    assertThat(spent()).as("two tokens for five letters").isEqualTo(2 * TOKEN);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void client_thatHangsUp_doesNotGetItForNothing(boolean stream) throws Exception {
    limits(new Limits(MOST, null, null, null, null, null, List.of()));
    first.plan(
        stream
            ? Replies.openStream(PipelineFixture.OPENING).then(Replies.silence())
            : Replies.silence());
    try (RawClient client = open(stream, LIMIT)) {
      first.take();
      if (stream) {
        client.readHead();
        client.readUntil("Hello");
      }
    }
    first.awaitHangUp();
    gateway.close(); // waits for the call's end
    assertThat(spent()).isEqualTo(stream ? 2 * TOKEN : MOST);
  }

  @Test
  void rates_areToldWithEveryAnswer() throws Exception {
    limits(new Limits(null, null, null, 2L, 1000L, null, List.of()));
    for (int i = 0; i < 2; i++) {
      first.plan(Replies.json(PipelineFixture.ANSWER));
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

  private void limits(Limits limits) {
    stores.accounts().create(new Project("p", "shop", limits, 1, false, Instant.EPOCH, 1));
    String hash = KeyFormat.sha256(key);
    stores.accounts().create(new ApiKey("k", "p", "", hash, Limits.NONE, false, Instant.EPOCH, 1));
  }

  private RawClient open(boolean stream, String more) throws IOException {
    RawClient client = new RawClient(gateway.port());
    client.post(
        "/v1/chat/completions",
        "authorization: Bearer " + key + "\n",
        TestGateway.question("any", stream, more));
    return client;
  }

  private Answer chat(boolean stream, String more) throws IOException {
    try (RawClient client = open(stream, more)) {
      return client.readAnswer();
    }
  }

  private long spent() {
    return counter("t");
  }

  private long counter(String name) {
    return stores.ledger().counters("p").getOrDefault(name, 0L);
  }

  private long costOf(String model) {
    return usage().stream()
        .filter(row -> row.model().equals(model))
        .mapToLong(UsageRow::costNanoUsd)
        .sum();
  }

  private List<UsageRow> usage() {
    return stores.ledger().usage(Optional.of("p"), LocalDate.MIN, LocalDate.MAX);
  }
}
