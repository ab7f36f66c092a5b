package dev.llmapi.app.lambda;

import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** Asks a function through the Runtime API's stand-in, and times it. */
final class Asking {

  static final int WARM_CALLS = 50;

  private Asking() {}

  /** So that the times are the function's and not this JVM's. */
  static void warmTheStandIns() throws IOException {
    warmTheHost();
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

  private static void warmTheHost() throws IOException {
    try (var host = new RehearsalHost(Rehearsal.lines(Rehearsal.ANSWERS))) {
      URL url = URI.create(host.address() + "/v1/chat/completions").toURL();
      for (int i = 0; i < 4 * WARM_CALLS; i++) {
        URLConnection connection = url.openConnection();
        connection.setRequestProperty(
            "Accept", i % 2 == 0 ? "text/event-stream" : "application/json");
        try (InputStream in = connection.getInputStream()) {
          var _ = in.readAllBytes();
        }
      }
    }
  }

  /** The median of {@link #WARM_CALLS}. */
  static long warmMicros(FakeRuntimeApi api, byte[] event) {
    var micros = LongStream.builder();
    for (int i = 0; i < WARM_CALLS; i++) {
      micros.add(micros(api, event));
    }
    return micros.build().sorted().toArray()[WARM_CALLS / 2];
  }

  /** From the event's delivery to the end of its answer, which is a success. */
  static long micros(FakeRuntimeApi api, byte[] event) {
    long before = System.nanoTime();
    api.deliver(event);
    FakeRuntimeApi.Call call = api.awaitCall("/response");
    assertThat(call.text()).contains("\"statusCode\":200").doesNotContain("\"error\"");
    assertThat(call.trailers()).isEmpty();
    return NANOSECONDS.toMicros(call.nanoTime() - before);
  }
}
