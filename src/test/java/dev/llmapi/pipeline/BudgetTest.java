package dev.llmapi.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.llmapi.app.Composition;
import dev.llmapi.app.Stores;
import dev.llmapi.app.config.Settings;
import dev.llmapi.app.local.LocalServer;
import dev.llmapi.embedded.Fsync;
import dev.llmapi.policy.KeyFormat;
import dev.llmapi.policy.LeaseTerms;
import dev.llmapi.policy.Limits;
import dev.llmapi.store.ApiKey;
import dev.llmapi.store.Project;
import dev.llmapi.testing.Answer;
import dev.llmapi.testing.RawClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A budget of $5.00 under many calls at once, by the count of the provider itself. */
final class BudgetTest {

  private static final int CALLS = 300;
  private static final long BUDGET = 5_000_000_000L;

  /** A token costs $0.001, and nothing else costs anything. */
  private static final long TOKEN = 1_000_000L;

  private final AtomicLong spentTokens = new AtomicLong();
  @TempDir private Path folder;

  static Stream<Arguments> bursts() {
    List<Arguments> bursts = new ArrayList<>();
    for (boolean sqlite : new boolean[] {false, true}) {
      for (boolean stream : new boolean[] {false, true}) {
        bursts.add(Arguments.of("uses all it reserves", sqlite, stream, 100, "100"));
        bursts.add(Arguments.of("uses a quarter", sqlite, stream, 25, "100"));
        bursts.add(Arguments.of("names no limit", sqlite, stream, 100, ""));
      }
    }
    return bursts.stream();
  }

  @ParameterizedTest(name = "{0}, SQLite {1}, streamed {2}")
  @MethodSource("bursts")
  void burst_underABudget_neverSpendsMore(
      String name, boolean sqlite, boolean stream, int usedTokens, String limit) throws Exception {
    HttpServer provider = provider(usedTokens);
    Stores stores =
        sqlite ? Stores.local(folder, Fsync.EACH_SECOND, LeaseTerms.USUAL) : Stores.memory();
    String key = key(stores);
    try (LocalServer gateway = gateway(provider.getAddress().getPort(), stores)) {
      List<Answer> answers = burst(gateway.port(), key, body(stream, limit));

      assertThat(spentTokens.get() * TOKEN).isLessThanOrEqualTo(BUDGET);
      assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isIn(200, 402, 429));
      assertThat(answers)
          .filteredOn(answer -> answer.status() != 200)
          .allSatisfy(answer -> assertThat(answer.body()).contains("usd_total").contains("$5"));
      if (usedTokens == 100 && !limit.isEmpty()) {
        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(50);
      }
      spendTheRest(gateway.port(), key, body(stream, limit));
      assertThat(spentTokens.get() * TOKEN).isLessThanOrEqualTo(BUDGET);
      assertThat(BUDGET - spentTokens.get() * TOKEN).isLessThan(256 * TOKEN);
    } finally {
      stores.closing().run();
      provider.stop(0);
    }
  }

  /** One call after the other, until the money is spent. */
  private static void spendTheRest(int port, String key, String body) throws IOException {
    int status = 200;
    for (int call = 0; call < 250 && status == 200; call++) {
      status = ask(port, key, body).status();
    }
    assertThat(status).isEqualTo(402);
  }

  private static List<Answer> burst(int port, String key, String body) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Answer>> calls = new ArrayList<>();
      for (int i = 0; i < CALLS; i++) {
        calls.add(() -> ask(port, key, body));
      }
      List<Answer> answers = new ArrayList<>();
      for (Future<Answer> answer : threads.invokeAll(calls)) {
        answers.add(answer.get());
      }
      return answers;
    }
  }

  private static Answer ask(int port, String key, String body) throws IOException {
    try (RawClient client = new RawClient(port)) {
      client.post("/v1/chat/completions", "authorization: Bearer " + key + "\n", body);
      return client.readAnswer();
    }
  }

  private static String body(boolean stream, String limit) {
    return """
    {"model":"wall/m","stream":%s,"messages":[{"role":"user","content":"Hi"}]%s}\
    """
        .formatted(stream, limit.isEmpty() ? "" : ",\"max_completion_tokens\":" + limit);
  }

  private static String key(Stores stores) {
    Limits limits = new Limits(BUDGET, null, null, null, null, null, List.of());
    stores.accounts().create(new Project("p", "shop", limits, 1, false, Instant.EPOCH, 1));
    String secret = KeyFormat.newKey("k", new Random(1));
    stores
        .accounts()
        .create(
            new ApiKey(
                "k", "p", "", KeyFormat.sha256(secret), Limits.NONE, false, Instant.EPOCH, 1));
    return secret;
  }

  private LocalServer gateway(int providerPort, Stores stores) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("llmapi.yaml"),
            """
            providers:
              wall: {kind: compatible, base_url: "http://127.0.0.1:%d/v1", api_key: none}
            prices:
              wall/*: {input: 0, output: 1000}
            """
                .formatted(providerPort));
    Map<String, String> environment = Map.of("PORT", "0");
    Settings settings = Settings.load(file, environment);
    Composition composition =
        Composition.of(settings, environment, Composition.MadeKeys.NONE, stores);
    return LocalServer.start(composition.handler(), settings.server());
  }

  private HttpServer provider(int usedTokens) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), CALLS);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/v1/chat/completions", exchange -> answer(exchange, usedTokens));
    server.start();
    return server;
  }

  /** Keeps to the limit that it is sent, and counts what it asks to be paid. */
  private void answer(HttpExchange exchange, int usedTokens) throws IOException {
    String asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String limit = asked.replaceAll("(?s).*\"max_completion_tokens\":(\\d+).*", "$1");
    int tokens = Math.min(usedTokens, Integer.parseInt(limit));
    spentTokens.addAndGet(tokens);
    boolean stream = asked.contains("\"stream\":true");
    String usage =
        "\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":%d,\"total_tokens\":%d}"
            .formatted(tokens, tokens + 5);
    String head = "\"id\":\"c\",\"created\":1,\"model\":\"m\",";
    String text =
        stream
            ? """
            data: {%1$s"object":"chat.completion.chunk","choices":[{"index":0,"delta":{"role":"assistant","content":"Hi"},"finish_reason":"stop"}]}

            data: {%1$s"object":"chat.completion.chunk","choices":[],%2$s}

            data: [DONE]

            """
                .formatted(head, usage)
            : """
            {%s"object":"chat.completion","choices":[{"index":0,"message":{"role":"assistant","content":"Hi"},"finish_reason":"stop"}],%s}\
            """
                .formatted(head, usage);
    exchange
        .getResponseHeaders()
        .add("content-type", stream ? "text/event-stream" : "application/json");
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
