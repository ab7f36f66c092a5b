package dev.llmapi.app.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmapi.door.HttpHandler;
import dev.llmapi.door.ResponseBody;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A client that goes away is no fault of anybody: the log says so, and the next one is served. */
@Timeout(60)
class ClientGoneTest {

  private static final byte[] EVENT = Events.post("/", "");
  private static final String HUNG_UP = "DEBUG the client hung up";

  @Test
  void run_clientGoneFromTheGatewaysStream_isToldAtDebug() throws Exception {
    HttpHandler gateway =
        HandlerFactory.create(Map.of("LLMAPI_API_KEY", "sam-local-api-key")).handler();

    assertThat(logOfHangUp(Events.read("chat-stream"), gateway)).containsExactly(HUNG_UP);
  }

  @Test
  void run_clientGoneAtTheEnd_isToldAtDebug() throws Exception {
    HttpHandler whole = exchange -> exchange.respond(200, Map.of(), new byte[10], 0, 10);

    assertThat(logOfHangUp(EVENT, whole)).containsExactly(HUNG_UP);
  }

  @Test
  void run_handlerThatFailsForAClientGone_isStillToldAsAFault() throws Exception {
    HttpHandler failing =
        exchange -> {
          writeUntilGone(exchange.open(200, Map.of(), -1));
          throw new IllegalStateException("a bug");
        };

    assertThat(logOfHangUp(EVENT, failing))
        .containsExactly("WARNING an answer broke off in mid-stream");
  }

  @Test
  void run_answerRefused_isStillToldAsAFault() throws Exception {
    try (var api = new FakeRuntimeApi(EVENT);
        var log = new RuntimeLog()) {
      api.answerPostsWith(413);
      run(api, exchange -> exchange.respond(200, Map.of(), new byte[10], 0, 10));

      assertThat(log.lines()).first().isEqualTo("WARNING an answer broke off in mid-stream");
    }
  }

  private static List<String> logOfHangUp(byte[] event, HttpHandler handler) throws IOException {
    try (var api = new FakeRuntimeApi(event, event);
        var log = new RuntimeLog()) {
      api.hangUpAtFirstChunk();
      run(
          api,
          exchange -> {
            if (log.lines().isEmpty()) {
              handler.handle(exchange);
            } else {
              exchange.respond(200, Map.of(), new byte[0], 0, 0);
            }
          });

      assertThat(api.callTo("/response").line()).isEqualTo("POST /invocation/id-2/response");
      return log.lines().stream().filter(line -> !line.startsWith("ERROR")).toList();
    }
  }

  private static void writeUntilGone(ResponseBody body) {
    try {
      while (true) {
        body.write(new byte[1], 0, 1);
        body.flush();
      }
    } catch (IOException _) {
      // As planned.
    }
  }

  private static void run(FakeRuntimeApi api, HttpHandler handler) {
    new StreamingRuntime(Map.of("AWS_LAMBDA_RUNTIME_API", api.address()), new CracContext.Empty())
        .run(() -> new LambdaFunction(handler, List.of(), List.of()));
  }
}
