package dev.llmapi.app.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The packaged zip in AWS's own runtime process; {@code scripts/lambda-check.sh} runs it after the
 * packaging. Times are printed, not judged: they belong to the machine.
 */
@Timeout(120)
class FunctionZipIT {

  private static final Path ZIP = Path.of("target", "function.zip");
  private static final String TAKEOVER = TakeoverHandler.class.getName() + "::handleRequest";
  private static final String BUFFERED =
      "io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler::handleRequest";
  private static final Map<String, String> SNAP_START =
      Map.of("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");
  private static final String API_KEY = "sam-local-api-key";
  private static final Map<String, String> KEY = Map.of("LLMAPI_API_KEY", API_KEY);
  private static final long LARGEST_ZIP_BYTES = 40L * 1024 * 1024;

  @TempDir private static Path taskRoot;

  @BeforeAll
  static void unzip() throws IOException {
    Asking.warmTheStandIns();
    assertThat(ZIP).isRegularFile();
    LambdaProcess.unzip(ZIP, taskRoot);
    Files.writeString(
        taskRoot.resolve("llmapi.yaml"), "sandbox: {first_token: 0s, tokens_per_second: 0}\n");
  }

  @Test
  void zip_isSmallAndWithoutTheLocalServer() throws IOException {
    print("zip", Files.size(ZIP) / 1024 + " KB");

    assertThat(Files.size(ZIP)).isLessThan(LARGEST_ZIP_BYTES);
    try (var jars = Files.list(taskRoot.resolve("lib"))) {
      assertThat(jars.map(jar -> jar.getFileName().toString()))
          .noneMatch(name -> name.startsWith("io.helidon") || name.contains("netty"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "chat, sandbox/chat",
    "chat-stream, sandbox/chat",
    "chat-vision, sandbox/vision",
    "chat, openai/gpt-4.1-mini",
    "chat-stream, openai/gpt-4.1-mini",
    "chat-stream, anthropic/claude-sonnet-4-5",
    "chat-stream, gemini/gemini-2.5-flash",
  })
  void takeover_snapStart_restoresAndAnswers(String name, String model) throws Exception {
    byte[] event = eventFor(name, model);
    try (var api = new FakeRuntimeApi();
        var host = new RehearsalHost(Rehearsal.lines(Rehearsal.ANSWERS));
        var process = LambdaProcess.start(taskRoot, TAKEOVER, api, snapStart(host))) {
      api.waitForEvents();
      print("start to /restore/next", since(process, api.awaitCall("GET /restore/next")));
      api.awaitCall("GET /invocation/next");

      long first = Asking.micros(api, event);
      long warm = Asking.warmMicros(api, event);

      print(
          name + " " + model,
          "first after the restore %d us, warm %d us (median of %d)"
              .formatted(first, warm, Asking.WARM_CALLS));
      assertThat(first).isPositive();
    }
  }

  @Test
  void takeover_keyInParameterStore_isReadAfterTheRestoreOnly() throws Exception {
    try (var api = new FakeRuntimeApi();
        var store = new FakeParameterStore(API_KEY);
        var process = LambdaProcess.start(taskRoot, TAKEOVER, api, keyIn(store))) {
      api.waitForEvents();
      api.holdRestore();
      api.awaitCall("GET /restore/next");
      List<String> askedBefore = List.copyOf(store.asked());
      api.restore();
      api.awaitCall("GET /invocation/next");
      byte[] event = Events.read("chat");

      print("chat with the key in Parameter Store", Asking.micros(api, event) + " us, first");
      print("chat with the key in Parameter Store", Asking.warmMicros(api, event) + " us, warm");

      assertThat(askedBefore).isEmpty();
      assertThat(store.asked()).hasSize(1).first().asString().contains("/llmapi/api-key");
      assertThat(process.isAlive()).isTrue();
    }
  }

  /** The stand-in for the providers' hosts answers as a table does, too. */
  @ParameterizedTest
  @ValueSource(strings = {"chat", "chat-stream"})
  void takeover_table_isRehearsedAndAskedAfterTheRestoreOnly(String name) throws Exception {
    byte[] event =
        new String(Events.read(name), UTF_8)
            .replace(API_KEY, Rehearsal.PROJECTS_KEY)
            .getBytes(UTF_8);
    try (var api = new FakeRuntimeApi();
        var credentials = new FakeParameterStore(API_KEY);
        var table = new RehearsalHost(Rehearsal.lines(Rehearsal.ANSWERS));
        var process = LambdaProcess.start(taskRoot, TAKEOVER, api, onTable(credentials, table))) {
      api.waitForEvents();
      api.holdRestore();
      print("table: start to /restore/next", since(process, api.awaitCall("GET /restore/next")));
      long askedBefore = table.requests();
      api.restore();
      api.awaitCall("GET /invocation/next");
      long greetings = table.requests();

      long first = Asking.micros(api, event);
      long warm = Asking.warmMicros(api, event);

      print(
          "table: " + name,
          "first after the restore %d us, warm %d us (median of %d)"
              .formatted(first, warm, Asking.WARM_CALLS));
      assertThat(askedBefore).isZero();
      assertThat(greetings).isEqualTo(2);
      assertThat(table.requests()).isGreaterThan(Asking.WARM_CALLS);
    }
  }

  @Test
  void takeover_onDemand_answers() throws Exception {
    try (var api = new FakeRuntimeApi();
        var process = LambdaProcess.start(taskRoot, TAKEOVER, api, KEY)) {
      api.waitForEvents();
      print("start to /next", since(process, api.awaitCall("GET /invocation/next")));

      print("chat without SnapStart", Asking.micros(api, Events.read("chat")) + " us, first");
    }
  }

  @Test
  void takeover_samLocal_answersPlainJson() throws Exception {
    try (var api = new FakeRuntimeApi(Events.read("healthz"));
        var process =
            LambdaProcess.start(taskRoot, TAKEOVER, api, Map.of("AWS_SAM_LOCAL", "true"))) {
      assertThat(api.awaitCall("/response").text()).startsWith("{\"statusCode\":200,");
      assertThat(process.waitForExit()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @CsvSource({"LLMAPI_FUNCTION, none", "LLMAPI_CONFIG, missing.yaml", "LLMAPI_API_KEY, short"})
  void takeover_wrongSetting_isAFailedInitThatNamesIt(String variable, String value)
      throws Exception {
    try (var api = new FakeRuntimeApi();
        var process = LambdaProcess.start(taskRoot, TAKEOVER, api, Map.of(variable, value))) {
      assertThat(api.awaitCall("/init/error").text())
          .containsAnyOf(variable, "missing.yaml: there is no such file");
      assertThat(process.waitForExit()).isEqualTo(1);
    }
  }

  @Test
  void buffered_snapStart_answersThroughAwsOwnLoop() throws Exception {
    try (var api = new FakeRuntimeApi();
        var host = new RehearsalHost(Rehearsal.lines(Rehearsal.ANSWERS));
        var process = LambdaProcess.start(taskRoot, BUFFERED, api, snapStart(host))) {
      api.waitForEvents();
      print("buffered: start to /restore/next", since(process, api.awaitCall("GET /restore/next")));

      api.deliver(Events.read("chat"));
      assertThat(api.awaitCall("/response").text())
          .startsWith("{\"statusCode\":200,")
          .contains("\0\0\0\0\0\0\0\0{", "chat.completion");
    }
  }

  private static Map<String, String> snapStart(RehearsalHost host) {
    var environment = new HashMap<>(KEY);
    environment.putAll(SNAP_START);
    for (String provider : List.of("OPENAI", "ANTHROPIC", "GEMINI")) {
      environment.put(provider + "_API_KEY", "a-key");
      environment.put(provider + "_BASE_URL", host.address());
    }
    environment.put("OPENAI_BASE_URL", host.address() + "/v1");
    return environment;
  }

  private static Map<String, String> keyIn(FakeParameterStore store) {
    var environment = new HashMap<>(store.environment());
    environment.putAll(SNAP_START);
    environment.put("LLMAPI_API_KEY_PARAMETER", "/llmapi/api-key");
    return environment;
  }

  private static Map<String, String> onTable(FakeParameterStore credentials, RehearsalHost table) {
    var environment = new HashMap<>(credentials.environment());
    environment.putAll(KEY);
    environment.putAll(SNAP_START);
    environment.put("LLMAPI_TABLE", "llmapi");
    environment.put("AWS_ENDPOINT_URL_DYNAMODB", table.address());
    return environment;
  }

  private static byte[] eventFor(String name, String model) throws IOException {
    return new String(Events.read(name), UTF_8).replace("sandbox/chat", model).getBytes(UTF_8);
  }

  private static String since(LambdaProcess process, FakeRuntimeApi.Call call) {
    return "%d ms, CPU %d ms"
        .formatted(
            NANOSECONDS.toMillis(call.nanoTime() - process.startNanoTime()),
            process.cpu().toMillis());
  }

  private static void print(String what, String value) {
    System.out.println("lambda-check: " + what + ": " + value);
  }
}
