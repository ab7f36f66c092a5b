package dev.llmapi.app.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.llmapi.door.HttpExchange;
import dev.llmapi.door.HttpHandler;
import dev.llmapi.door.ResponseBody;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The runtime's loop, each test from the first call to the Runtime API to its hanging up. */
@Timeout(60)
class StreamingRuntimeTest {

  private static final byte[] EVENT = Events.post("/", "");
  private static final Map<String, String> SSE = Map.of("content-type", "text/event-stream");
  private static final String PRELUDE =
      "{\"statusCode\":200,\"headers\":{\"content-type\":\"text/event-stream\"}}\0\0\0\0\0\0\0\0";

  @Test
  void run_streamedAnswer_sendsEachFlushAtOnce() throws Exception {
    try (var api = new FakeRuntimeApi(EVENT)) {
      int status =
          run(
              api,
              exchange -> {
                try (ResponseBody body = exchange.open(200, SSE, -1)) {
                  body.flush();
                  assertThat(api.awaitChunk()).isEqualTo(PRELUDE);
                  write(body, "data: 1\n\n");
                  body.flush();
                  assertThat(api.awaitChunk()).isEqualTo("data: 1\n\n");
                  write(body, "data: 2\n\n");
                }
              });

      FakeRuntimeApi.Call answer = api.callTo("/response");
      assertThat(status).isEqualTo(1);
      assertThat(answer.line()).isEqualTo("POST /invocation/id-1/response");
      assertThat(answer.text()).isEqualTo(PRELUDE + "data: 1\n\ndata: 2\n\n");
      assertThat(answer.chunkSizes()).hasSize(3);
      assertThat(answer.trailers()).isEmpty();
      assertThat(answer.headers())
          .containsEntry("lambda-runtime-function-response-mode", "streaming")
          .containsEntry("content-type", "application/vnd.awslambda.http-integration-response")
          .containsEntry(
              "trailer", "Lambda-Runtime-Function-Error-Type, Lambda-Runtime-Function-Error-Body");
    }
  }

  @Test
  void run_wholeAnswer_isOneChunk() throws Exception {
    try (var api = new FakeRuntimeApi(EVENT)) {
      run(api, exchange -> respond(exchange, "whole"));

      assertThat(api.callTo("/response").chunkSizes()).hasSize(1);
      assertThat(api.callTo("/response").text()).endsWith("\0\0\0\0\0\0\0\0whole");
    }
  }

  @Test
  void run_fifteenMegabytes_arriveUnchanged() throws Exception {
    byte[] large = new byte[15 * 1024 * 1024];
    new Random(1).nextBytes(large);
    try (var api = new FakeRuntimeApi(EVENT)) {
      run(api, exchange -> exchange.respond(200, SSE, large, 0, large.length));

      byte[] body = api.callTo("/response").body();
      assertThat(Arrays.copyOfRange(body, PRELUDE.length(), body.length)).isEqualTo(large);
    }
  }

  @Test
  void run_errorBeforeAnswer_isPostedAsError() throws Exception {
    try (var api = new FakeRuntimeApi(EVENT)) {
      run(
          api,
          exchange -> {
            throw new IllegalStateException("no \"luck\"\n");
          });

      FakeRuntimeApi.Call error = api.callTo("/error");
      assertThat(error.line()).isEqualTo("POST /invocation/id-1/error");
      assertThat(error.headers())
          .containsEntry("lambda-runtime-function-error-type", "Runtime.UserException");
      assertThat(error.text())
          .isEqualTo(
              """
              {"errorMessage":"no \\"luck\\"\\n","errorType":"java.lang.IllegalStateException"}\
              """);
    }
  }

  @Test
  void run_errorBeforeFirstByte_withdrawsTheAnswer() throws Exception {
    try (var api = new FakeRuntimeApi(EVENT)) {
      run(
          api,
          exchange -> {
            write(exchange.open(200, SSE, -1), "not sent");
            throw new IllegalStateException("late");
          });

      assertThat(api.lines())
          .containsExactly(
              "GET /invocation/next", "POST /invocation/id-1/error", "GET /invocation/next");
    }
  }

  @Test
  void run_errorInMidStream_goesToTheTrailers() throws Exception {
    try (var api = new FakeRuntimeApi(EVENT)) {
      run(
          api,
          exchange -> {
            ResponseBody body = exchange.open(200, SSE, -1);
            write(body, "data: 1\n\n");
            body.flush();
            throw new IOException("upstream died");
          });

      FakeRuntimeApi.Call answer = api.callTo("/response");
      assertThat(answer.text()).isEqualTo(PRELUDE + "data: 1\n\n");
      assertThat(answer.trailers())
          .containsEntry("Lambda-Runtime-Function-Error-Type", "Runtime.StreamError");
      assertThat(decode(answer.trailers().getOrDefault(RuntimeClient.ERROR_BODY, "")))
          .isEqualTo("{\"errorMessage\":\"upstream died\",\"errorType\":\"java.io.IOException\"}");
    }
  }

  @Test
  void run_abortedStream_goesToTheTrailersOnce() throws Exception {
    try (var api = new FakeRuntimeApi(EVENT)) {
      run(
          api,
          exchange -> {
            try (ResponseBody body = exchange.open(200, SSE, -1)) {
              body.flush();
              body.abort(new IOException("cut"));
            }
          });

      assertThat(api.callTo("/response").trailers()).hasSize(2);
      assertThat(api.lines()).doesNotContain("POST /invocation/id-1/error");
    }
  }

  @Test
  void run_handlerWithoutAnswer_isAnError() throws Exception {
    try (var api = new FakeRuntimeApi(EVENT)) {
      run(api, exchange -> {});

      assertThat(api.callTo("/error").text()).contains("the handler gave no answer");
    }
  }

  @Test
  void run_streamLeftOpen_isBroken() throws Exception {
    try (var api = new FakeRuntimeApi(EVENT)) {
      run(api, exchange -> exchange.open(200, SSE, -1).flush());

      assertThat(api.callTo("/response").trailers()).hasSize(2);
    }
  }

  @Test
  void run_eventThatIsNoRequest_isAnError() throws Exception {
    try (var api = new FakeRuntimeApi("{\"Records\":[]}".getBytes(UTF_8))) {
      run(api, exchange -> respond(exchange, "never"));

      assertThat(api.callTo("/error").text()).contains("not an HTTP request");
    }
  }

  @Test
  void run_twoInvocations_shareAConnectionUnlessStreamed() throws Exception {
    try (var api = new FakeRuntimeApi(EVENT, EVENT, EVENT)) {
      var seen = new ArrayList<String>();
      run(
          api,
          exchange -> {
            seen.add(System.getProperty("com.amazonaws.xray.traceHeader"));
            if (seen.size() == 1) {
              throw new IllegalStateException("first");
            }
            respond(exchange, "answer");
          });

      assertThat(api.calls().stream().map(call -> call.connection() + " " + call.line()))
          .containsExactly(
              "1 GET /invocation/next",
              "1 POST /invocation/id-1/error",
              "1 GET /invocation/next",
              "1 POST /invocation/id-2/response",
              "2 GET /invocation/next",
              "2 POST /invocation/id-3/response",
              "3 GET /invocation/next");
      assertThat(seen).containsExactly(FakeRuntimeApi.TRACE_ID, null, null);
    }
  }

  @Test
  void run_clientGone_servesTheNext() throws Exception {
    try (var api = new FakeRuntimeApi(EVENT, EVENT)) {
      api.hangUpAtFirstChunk();
      run(
          api,
          exchange -> {
            try (ResponseBody body = exchange.open(200, SSE, -1)) {
              body.flush();
              write(body, "rest");
            }
          });

      assertThat(api.callTo("/response").line()).isEqualTo("POST /invocation/id-2/response");
    }
  }

  @Test
  void run_answerRefused_servesTheNext() throws Exception {
    try (var api = new FakeRuntimeApi(EVENT, EVENT)) {
      api.answerPostsWith(413);
      run(api, exchange -> respond(exchange, "too large"));

      assertThat(api.lines()).contains("POST /invocation/id-2/response");
    }
  }

  @Test
  void run_virtualMachineError_endsTheProcess() throws Exception {
    try (var api = new FakeRuntimeApi(EVENT, EVENT)) {
      int status =
          run(
              api,
              exchange -> {
                throw new OutOfMemoryError("planted");
              });

      assertThat(status).isEqualTo(1);
      assertThat(api.lines())
          .containsExactly("GET /invocation/next", "POST /invocation/id-1/error");
    }
  }

  @Test
  void run_failedInit_isReported() throws Exception {
    try (var api = new FakeRuntimeApi(EVENT)) {
      int status =
          runtime(api, Map.of())
              .run(() -> {
                throw new IllegalArgumentException("llmapi.yaml, line 3");
              });

      FakeRuntimeApi.Call error = api.callTo("POST /init/error");
      assertThat(status).isEqualTo(1);
      assertThat(api.lines()).hasSize(1);
      assertThat(error.text()).contains("llmapi.yaml, line 3");
      assertThat(error.headers())
          .containsEntry("lambda-runtime-function-error-type", "Runtime.BadFunctionCode");
    }
  }

  @Test
  void run_outsideLambda_ends() {
    var runtime = new StreamingRuntime(Map.of(), new CracContext.Empty());

    assertThat(runtime.run(() -> function(exchange -> {}))).isEqualTo(1);
  }

  @Test
  void run_samLocal_answersPlainProxyJson() throws Exception {
    try (var api = new FakeRuntimeApi(EVENT, EVENT)) {
      runtime(api, Map.of("AWS_SAM_LOCAL", "true"))
          .run(() -> function(exchange -> respond(exchange, "say \"hé\"")));

      FakeRuntimeApi.Call answer = api.callTo("/id-1/response");
      assertThat(answer.text())
          .isEqualTo(
              """
              {"statusCode":200,"headers":{"content-type":"text/event-stream"},\
              "body":"say \\"hé\\"","isBase64Encoded":false}\
              """);
      assertThat(answer.headers()).doesNotContainKey("lambda-runtime-function-response-mode");
      assertThat(api.calls()).extracting(FakeRuntimeApi.Call::connection).containsOnly(1);
    }
  }

  @Test
  void run_samLocalFailure_isPostedAsError() throws Exception {
    try (var api = new FakeRuntimeApi(EVENT)) {
      runtime(api, Map.of("AWS_SAM_LOCAL", "true"))
          .run(() ->
              function(exchange -> exchange.open(200, SSE, -1).abort(new IOException("cut"))));

      assertThat(api.callTo("/error").text()).contains("cut");
    }
  }

  private static int run(FakeRuntimeApi api, HttpHandler handler) {
    return runtime(api, Map.of()).run(() -> function(handler));
  }

  private static StreamingRuntime runtime(FakeRuntimeApi api, Map<String, String> more) {
    var environment = new HashMap<>(more);
    environment.put("AWS_LAMBDA_RUNTIME_API", api.address());
    return new StreamingRuntime(environment, new CracContext.Empty());
  }

  private static LambdaFunction function(HttpHandler handler) {
    return new LambdaFunction(handler, List.of(), List.of());
  }

  private static void respond(HttpExchange exchange, String text) throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    exchange.respond(200, SSE, bytes, 0, bytes.length);
  }

  private static void write(ResponseBody body, String text) throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    body.write(bytes, 0, bytes.length);
  }

  private static String decode(String base64) {
    return new String(Base64.getDecoder().decode(base64), UTF_8);
  }
}
