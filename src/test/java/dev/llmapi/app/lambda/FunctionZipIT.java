package dev.llmapi.app.lambda;

import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

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
  private static final long LARGEST_ZIP_BYTES = 40L * 1024 * 1024;
  private static final int WARM_CALLS = 50;

  @TempDir private static Path taskRoot;

  @BeforeAll
  static void unzip() throws IOException {
    assertThat(ZIP).isRegularFile();
    LambdaProcess.unzip(ZIP, taskRoot);
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

  @Test
  void takeover_snapStart_restoresAndStreams() throws Exception {
    try (var api = new FakeRuntimeApi();
        var process = LambdaProcess.start(taskRoot, TAKEOVER, api, SNAP_START)) {
      api.waitForEvents();
      print("start to /restore/next", since(process, api.awaitCall("GET /restore/next")));
      api.awaitCall("GET /invocation/next");

      print("first request after the restore", ask(api, "chat"));
      print("warm request, median of " + WARM_CALLS, warm(api, "chat"));

      api.deliver(Events.read("chat-stream"));
      FakeRuntimeApi.Call streamed = api.awaitCall("/response");
      assertThat(streamed.text()).contains("\0\0\0\0\0\0\0\0").endsWith("data: [DONE]\n\n");
      assertThat(streamed.trailers()).isEmpty();
    }
  }

  @Test
  void takeover_onDemand_answers() throws Exception {
    try (var api = new FakeRuntimeApi();
        var process = LambdaProcess.start(taskRoot, TAKEOVER, api, Map.of())) {
      api.waitForEvents();
      print("start to /next", since(process, api.awaitCall("GET /invocation/next")));

      print("first request without priming", ask(api, "chat"));
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

  @Test
  void takeover_unknownFunction_isAFailedInit() throws Exception {
    try (var api = new FakeRuntimeApi();
        var process =
            LambdaProcess.start(taskRoot, TAKEOVER, api, Map.of("LLMAPI_FUNCTION", "none"))) {
      assertThat(api.awaitCall("/init/error").text()).contains("LLMAPI_FUNCTION");
      assertThat(process.waitForExit()).isEqualTo(1);
    }
  }

  @Test
  void buffered_snapStart_answersThroughAwsOwnLoop() throws Exception {
    try (var api = new FakeRuntimeApi();
        var process = LambdaProcess.start(taskRoot, BUFFERED, api, SNAP_START)) {
      api.waitForEvents();
      print("buffered: start to /restore/next", since(process, api.awaitCall("GET /restore/next")));

      api.deliver(Events.read("chat"));
      assertThat(api.awaitCall("/response").text())
          .startsWith("{\"statusCode\":200,")
          .contains("\0\0\0\0\0\0\0\0{", "chat.completion");
    }
  }

  /** So that the times below are the function's and not this JVM's. */
  @BeforeAll
  static void warmTheStandIn() throws IOException {
    try (var api = new FakeRuntimeApi()) {
      for (int i = 0; i < 20 * WARM_CALLS; i++) {
        api.deliver(Events.read("chat"));
      }
      byte[] answer = new byte[100];
      new StreamingRuntime(Map.of("AWS_LAMBDA_RUNTIME_API", api.address()), new CracContext.Empty())
          .run(() ->
              new LambdaFunction(
                  exchange -> exchange.respond(200, Map.of(), answer, 0, answer.length),
                  List.of(),
                  List.of()));
    }
  }

  private static String warm(FakeRuntimeApi api, String event) throws Exception {
    var micros = LongStream.builder();
    for (int i = 0; i < WARM_CALLS; i++) {
      micros.add(askMicros(api, event));
    }
    return micros.build().sorted().toArray()[WARM_CALLS / 2] + " us";
  }

  private static String ask(FakeRuntimeApi api, String event) throws Exception {
    return askMicros(api, event) + " us";
  }

  private static long askMicros(FakeRuntimeApi api, String event) throws Exception {
    byte[] bytes = Events.read(event);
    long before = System.nanoTime();
    api.deliver(bytes);
    FakeRuntimeApi.Call call = api.awaitCall("/response");
    assertThat(call.text()).contains("\"statusCode\":200");
    return NANOSECONDS.toMicros(call.nanoTime() - before);
  }

  private static String since(LambdaProcess process, FakeRuntimeApi.Call call) {
    return NANOSECONDS.toMillis(call.nanoTime() - process.startNanoTime()) + " ms";
  }

  private static void print(String what, String value) {
    System.out.println("lambda-check: " + what + ": " + value);
  }
}
