package dev.llmapi.app.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our own deadline ends a call to a provider before Lambda ends the process. */
@Timeout(60)
class DeadlineTest {

  private static final Duration FAREWELL = Duration.ofSeconds(2);

  @Test
  void run_invocation_endsTwoSecondsBeforeLambdaDoes() throws Exception {
    var deadlines = new ArrayList<Optional<Instant>>();
    try (var api = new FakeRuntimeApi(Events.post("/", ""))) {
      new StreamingRuntime(Map.of("AWS_LAMBDA_RUNTIME_API", api.address()), new CracContext.Empty())
          .run(() ->
              new LambdaFunction(
                  exchange -> deadlines.add(exchange.deadline()), List.of(), List.of()));
    }

    assertThat(deadlines)
        .containsExactly(
            Optional.of(Instant.ofEpochMilli(FakeRuntimeApi.DEADLINE_MILLIS).minus(FAREWELL)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"chat", "chat-stream"})
  void run_providerThatIsSilent_isToldAsATimeout(String event) throws Exception {
    try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        var api = new FakeRuntimeApi(toOpenAi(event))) {
      api.endInvocationsAt(Instant.now().plus(FAREWELL).plusMillis(300));
      new StreamingRuntime(Map.of("AWS_LAMBDA_RUNTIME_API", api.address()), new CracContext.Empty())
          .run(() -> HandlerFactory.create(environment(silent)));

      assertThat(api.callTo("/response").text())
          .startsWith("{\"statusCode\":504")
          .contains("did not");
    }
  }

  private static Map<String, String> environment(ServerSocket provider) {
    return Map.of(
        "LLMAPI_API_KEY", "sam-local-api-key",
        "OPENAI_API_KEY", "a-key",
        "OPENAI_BASE_URL", "http://127.0.0.1:" + provider.getLocalPort() + "/v1");
  }

  private static byte[] toOpenAi(String event) throws IOException {
    return new String(Events.read(event), UTF_8)
        .replace("sandbox/chat", "openai/gpt-5.4")
        .getBytes(UTF_8);
  }
}
