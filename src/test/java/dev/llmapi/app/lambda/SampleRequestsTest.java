package dev.llmapi.app.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.llmapi.door.HttpHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SampleRequestsTest {

  @Test
  void prime_samples_passThroughTheHandlerAsOftenAsTheySay() throws Exception {
    var paths = new ArrayList<String>();
    HttpHandler handler =
        exchange -> {
          paths.add(exchange.path());
          exchange.respond(200, Map.of(), new byte[0], 0, 0);
        };

    new SampleRequests(handler, List.of(sample("/a", 2), sample("/b", 3))).prime();

    assertThat(paths).containsExactly("/a", "/b", "/a", "/b", "/b");
  }

  @Test
  void prime_sampleRefused_fails() {
    HttpHandler handler = exchange -> exchange.respond(401, Map.of(), new byte[0], 0, 0);

    assertThatThrownBy(() -> new SampleRequests(handler, List.of(sample("/a", 1))).prime())
        .hasMessageContaining("a sample was not answered with 200")
        .hasMessageContaining("401");
  }

  private static Sample sample(String path, int times) {
    return new Sample(Events.post(path, "\\n"), 200, times);
  }
}
