package dev.llmapi.aws.dynamodb;

import static dev.llmapi.store.TestProject.NOON;
import static dev.llmapi.store.TestProject.spent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.llmapi.model.Body;
import dev.llmapi.policy.Limits;
import dev.llmapi.store.Accounts;
import dev.llmapi.store.ApiKey;
import dev.llmapi.store.Idempotency;
import dev.llmapi.store.KeptAnswer;
import dev.llmapi.store.Ledger;
import dev.llmapi.store.Project;
import dev.llmapi.store.StoreUnavailableException;
import dev.llmapi.store.TestProject;
import dev.llmapi.testing.ClosedPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** DynamoDB that is away, refuses, or does not answer in time. Needs no stand-in. */
final class StoreUnavailableTest {

  private static final String TABLE = "money";

  @BeforeAll
  static void credentials() {
    System.setProperty("aws.accessKeyId", "test");
    System.setProperty("aws.secretAccessKey", "test");
  }

  private static DynamoTable table(int port, Duration patience) {
    return DynamoTable.open(
        new DynamoSettings(
            TABLE,
            Optional.of(URI.create("http://127.0.0.1:" + port)),
            Optional.of("us-east-1"),
            patience));
  }

  /** Every question that a store is asked, by its name. */
  static Stream<Map.Entry<String, ThrowingCallable>> questions() {
    DynamoTable table = table(ClosedPort.number(), Duration.ofSeconds(5));
    Ledger ledger = new DynamoLedger(table);
    Accounts accounts = new DynamoAccounts(table);
    Idempotency idempotency = new DynamoIdempotency(table, new Random(1));
    TestProject project = TestProject.with(Limits.NONE);
    var lease = project.demand("call", 1).lease(0);
    var record = new Project("id", "name", Limits.NONE, 1, false, NOON, 1);
    var key = new ApiKey("id", "project", "name", "hash", Limits.NONE, false, NOON, 1);
    var answer = new KeptAnswer(200, Map.of(), Body.of(new byte[400_000]));
    LocalDate day = LocalDate.of(2030, 5, 15);
    return Stream.of(
        Map.entry("reserve", () -> ledger.reserve(project.demand("call", 1))),
        Map.entry("settle", () -> ledger.settle(lease, spent(lease, 1), NOON)),
        Map.entry("giveBack", () -> ledger.giveBack(lease, NOON)),
        Map.entry("counters", () -> ledger.counters("id")),
        Map.entry("sweep", () -> ledger.sweep("id", NOON)),
        Map.entry("findReceipt", () -> ledger.findReceipt("id", "receipt")),
        Map.entry("usage", () -> ledger.usage(Optional.of("id"), day, day)),
        Map.entry("usage of all", () -> ledger.usage(Optional.empty(), day, day)),
        Map.entry("create project", () -> accounts.create(record)),
        Map.entry("create key", () -> accounts.create(key)),
        Map.entry("replace project", () -> accounts.replace(record)),
        Map.entry("replace key", () -> accounts.replace(key)),
        Map.entry("findProject", () -> accounts.findProject("id")),
        Map.entry("findKey", () -> accounts.findKey("id")),
        Map.entry("projects", accounts::projects),
        Map.entry("keys", () -> accounts.keys("id")),
        Map.entry("deleteKey", () -> accounts.deleteKey("id")),
        Map.entry("deleteProject", () -> accounts.deleteProject("id")),
        Map.entry("claim", () -> idempotency.claim("id", "key", "hash", Duration.ZERO, NOON)),
        Map.entry("complete", () -> idempotency.complete("id", "key", answer, NOON)),
        Map.entry("release", () -> idempotency.release("id", "key")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("questions")
  void question_toATableThatIsAway_isUnavailable(Map.Entry<String, ThrowingCallable> question) {
    assertThatThrownBy(question.getValue())
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessage("the DynamoDB table money cannot be used: SdkClientException");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ProvisionedThroughputExceededException",
        "ThrottlingException",
        "RequestLimitExceeded",
        "ResourceNotFoundException",
        "AccessDeniedException",
        "ValidationException"
      })
  void reserve_refusedByAws_isUnavailable(String code) throws IOException {
    AtomicInteger asked = new AtomicInteger();
    HttpServer server = answering(400, code, asked);
    try (DynamoTable table = table(server.getAddress().getPort(), Duration.ofSeconds(30))) {
      TestProject project = TestProject.with(Limits.NONE);
      assertThatThrownBy(() -> new DynamoLedger(table).reserve(project.demand("call", 1)))
          .isInstanceOf(StoreUnavailableException.class)
          .hasMessage("the DynamoDB table money cannot be used: " + code);
      assertThat(asked.get()).isIn(1, 4);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void reserve_throttledForAMoment_isAskedAgain() throws IOException {
    AtomicInteger asked = new AtomicInteger();
    HttpServer server = answering(400, "ThrottlingException", asked);
    try (DynamoTable table = table(server.getAddress().getPort(), Duration.ofSeconds(30))) {
      assertThatThrownBy(() -> new DynamoLedger(table).counters("id"))
          .isInstanceOf(StoreUnavailableException.class);
      assertThat(asked.get()).isEqualTo(4);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void reserve_neverAnswered_isUnavailableWhenPatienceEnds() throws IOException {
    // Takes connections, and says nothing.
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        DynamoTable table = table(silent.getLocalPort(), Duration.ofMillis(400))) {
      TestProject project = TestProject.with(Limits.NONE);
      assertThatThrownBy(() -> new DynamoLedger(table).reserve(project.demand("call", 1)))
          .isInstanceOf(StoreUnavailableException.class)
          .hasMessageStartingWith("the DynamoDB table money cannot be used: Api");
    }
  }

  private static HttpServer answering(int status, String code, AtomicInteger asked)
      throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    byte[] body =
        """
        {"__type": "com.amazonaws.dynamodb.v20120810#%s", "message": "said so"}\
        """
            .formatted(code)
            .getBytes(StandardCharsets.UTF_8);
    server.createContext(
        "/",
        exchange -> {
          asked.incrementAndGet();
          exchange.getRequestBody().readAllBytes();
          exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    return server;
  }
}
