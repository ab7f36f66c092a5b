package dev.llmapi.app.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmapi.door.HttpHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SnapStartTest {

  private static final byte[] EVENT = Events.post("/", "");

  private final List<String> steps = new ArrayList<>();

  @Test
  void run_snapStart_primesThenRestoresThenServes() throws Exception {
    try (var api = new FakeRuntimeApi(EVENT)) {
      var primer =
          new Primer() {
            @Override
            public void prime() {
              steps.add("prime");
            }

            @Override
            public void primeAgain() {
              steps.add("prime again");
            }
          };

      int status = run(api, primer, () -> steps.add("restored"), new Steps());

      assertThat(status).isEqualTo(1);
      assertThat(steps)
          .containsExactly(
              "prime", "crac before", "prime again", "crac after", "restored", "handled");
      assertThat(api.calls().stream().map(call -> call.connection() + " " + call.line()))
          .containsExactly(
              "1 GET /restore/next",
              "2 GET /invocation/next",
              "2 POST /invocation/id-1/response",
              "3 GET /invocation/next");
    }
  }

  @Test
  void run_primerFails_reportsAndExits64() throws Exception {
    try (var api = new FakeRuntimeApi(EVENT)) {
      Primer failing =
          () -> {
            throw new IllegalStateException("cold");
          };

      assertThat(run(api, failing, () -> {}, new Steps())).isEqualTo(64);
      assertThat(api.lines()).containsExactly("POST /init/error");
      assertThat(api.callTo("/init/error").headers())
          .containsEntry("lambda-runtime-function-error-type", "Runtime.BeforeCheckpointError");
    }
  }

  @Test
  void run_cracResourceFails_tellsItsOwnMessage() throws Exception {
    try (var api = new FakeRuntimeApi(EVENT)) {
      var crac =
          new CracContext() {
            @Override
            public void beforeCheckpoint() throws Exception {
              var wrapper = new Exception();
              wrapper.addSuppressed(new IllegalStateException("open socket"));
              throw wrapper;
            }

            @Override
            public void afterRestore() {}
          };

      assertThat(run(api, () -> {}, () -> {}, crac)).isEqualTo(64);
      assertThat(api.callTo("/init/error").text()).contains("open socket");
    }
  }

  @Test
  void run_snapshotRefused_exits64() throws Exception {
    try (var api = new FakeRuntimeApi(EVENT)) {
      api.answerRestoreWith(500);

      assertThat(run(api, () -> {}, () -> {}, new Steps())).isEqualTo(64);
      assertThat(api.lines()).containsExactly("GET /restore/next", "POST /init/error");
    }
  }

  @Test
  void run_restoreHookFails_reportsAndExits64() throws Exception {
    try (var api = new FakeRuntimeApi(EVENT)) {
      Runnable failing =
          () -> {
            throw new IllegalStateException("no entropy");
          };

      assertThat(run(api, () -> {}, failing, new Steps())).isEqualTo(64);
      assertThat(api.lines()).containsExactly("GET /restore/next", "POST /restore/error");
      assertThat(api.callTo("/restore/error").headers())
          .containsEntry("lambda-runtime-function-error-type", "Runtime.AfterRestoreError");
      assertThat(api.callTo("/restore/error").text()).contains("no entropy");
    }
  }

  @Test
  void find_withAwsRuntimeOnTheClassPath_isItsContext() {
    assertThat(CracContext.find()).isInstanceOf(CracContext.OfRuntime.class);
  }

  private int run(FakeRuntimeApi api, Primer primer, Runnable afterRestore, CracContext crac) {
    HttpHandler handler =
        exchange -> {
          steps.add("handled");
          exchange.respond(200, Map.of(), new byte[0], 0, 0);
        };
    var environment =
        Map.of(
            "AWS_LAMBDA_RUNTIME_API",
            api.address(),
            "AWS_LAMBDA_INITIALIZATION_TYPE",
            "snap-start");
    return new StreamingRuntime(environment, crac)
        .run(() -> new LambdaFunction(handler, List.of(primer), List.of(afterRestore)));
  }

  private final class Steps implements CracContext {

    @Override
    public void beforeCheckpoint() {
      steps.add("crac before");
    }

    @Override
    public void afterRestore() {
      steps.add("crac after");
    }
  }
}
