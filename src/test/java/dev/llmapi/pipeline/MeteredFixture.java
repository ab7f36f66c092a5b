package dev.llmapi.pipeline;

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
import org.junit.jupiter.api.io.TempDir;

/** A gateway with two priced hosts, each a fake, an alias of both, and one project's key. */
abstract class MeteredFixture {

  /** A token of the output costs $0.001, and nothing else costs anything. */
  static final long TOKEN = 1_000_000L;

  private final FakeProvider first = FakeProvider.start();
  private final FakeProvider second = FakeProvider.start();
  private final Stores stores = Stores.memory();
  private final String key = KeyFormat.newKey("k", new Random(1));
  @TempDir private Path folder;
  private final String patience;
  private LocalServer gateway;

  /**
   * A fixture.
   *
   * @param patience with a provider that says nothing
   */
  MeteredFixture(String patience) {
    this.patience = patience;
  }

  @BeforeEach
  void start() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("llmapi.yaml"),
            """
            timeouts: {first_byte: %1$s, idle: %1$s}
            providers:
              first: {kind: compatible, base_url: "%2$s/v1", api_key: none}
              second: {kind: compatible, base_url: "%3$s/v1", api_key: none}
            aliases:
              any: [first/a, second/b]
            prices:
              first/a: {input: 0, output: 1000}
              first/priced: {input: 0, output: 1000}
              second/*: {input: 0, output: 1000}
            """
                .formatted(patience, first.uri(), second.uri()));
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

  FakeProvider first() {
    return first;
  }

  FakeProvider second() {
    return second;
  }

  Stores stores() {
    return stores;
  }

  LocalServer gateway() {
    return gateway;
  }

  void limits(Limits limits) {
    stores.accounts().create(new Project("p", "shop", limits, 1, false, Instant.EPOCH, 1));
    String hash = KeyFormat.sha256(key);
    stores.accounts().create(new ApiKey("k", "p", "", hash, Limits.NONE, false, Instant.EPOCH, 1));
  }

  RawClient open(boolean stream, String more) throws IOException {
    return open("any", stream, more);
  }

  private RawClient open(String model, boolean stream, String more) throws IOException {
    RawClient client = new RawClient(gateway.port());
    client.post(
        "/v1/chat/completions",
        "authorization: Bearer " + key + "\n",
        TestGateway.question(model, stream, more));
    return client;
  }

  Answer chat(boolean stream, String more) throws IOException {
    try (RawClient client = open(stream, more)) {
      return client.readAnswer();
    }
  }

  Answer chatWith(String model, String more) throws IOException {
    try (RawClient client = open(model, false, more)) {
      return client.readAnswer();
    }
  }

  long spent() {
    return counter("t");
  }

  long counter(String name) {
    return stores.ledger().counters("p").getOrDefault(name, 0L);
  }

  long costOf(String model) {
    return usage().stream()
        .filter(row -> row.model().equals(model))
        .mapToLong(UsageRow::costNanoUsd)
        .sum();
  }

  List<UsageRow> usage() {
    return stores.ledger().usage(Optional.of("p"), LocalDate.MIN, LocalDate.MAX);
  }
}
