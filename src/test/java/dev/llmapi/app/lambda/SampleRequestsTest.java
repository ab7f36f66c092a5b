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
  void prime_samples_passThroughTheHandlerInTurn() throws Exception {
    var paths = new ArrayList<String>();
    HttpHandler handler =
        exchange -> {
          paths.add(exchange.path());
          exchange.respond(200, Map.of(), new byte[0], 0, 0);
        };

    new SampleRequests(handler, List.of(sample("/a"), sample("/b")), 2).prime();

    assertThat(paths).containsExactly("/a", "/b", "/a", "/b");
  }

  @Test
  void prime_sampleRefused_fails() {
    HttpHandler handler = exchange -> exchange.respond(401, Map.of(), new byte[0], 0, 0);

    assertThatThrownBy(() -> new SampleRequests(handler, List.of(sample("/a")), 1).prime())
        .hasMessage("a sample request was not answered with 200: /a");
  }

  private static Sample sample(String path) {
    return new Sample(Events.post(path, "\\n"), 200);
  }
}
