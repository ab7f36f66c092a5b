package dev.llmapi.app.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.llmapi.door.HttpHandler;
import dev.llmapi.door.ResponseBody;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BufferedHandlerTest {

  @Test
  void handleRequest_streamedText_isPlainProxyJson() throws Exception {
    String json =
        handle(exchange -> {
          try (ResponseBody body =
              exchange.open(200, Map.of("Content-Type", "text/event-stream"), -1)) {
            body.write("data: 1\n\n".getBytes(UTF_8), 0, 9);
            body.flush();
            body.write("data: 2\n\n".getBytes(UTF_8), 0, 9);
          }
        });

    assertThat(json)
        .isEqualTo(
            """
            {"statusCode":200,"headers":{"Content-Type":"text/event-stream"},\
            "body":"data: 1\\n\\ndata: 2\\n\\n","isBase64Encoded":false}\
            """);
  }

  @Test
  void handleRequest_behindAStreamingDoor_hasAPrelude() throws Exception {
    byte[] text = "whole".getBytes(UTF_8);

    String answer =
        handle(e -> e.respond(200, Map.of("a", "b"), text, 0, text.length), AnswerForm.STREAM);

    assertThat(answer)
        .isEqualTo("{\"statusCode\":200,\"headers\":{\"a\":\"b\"}}\0\0\0\0\0\0\0\0whole");
  }

  @Test
  void handleRequest_binary_isBase64() throws Exception {
    byte[] png = {(byte) 0x89, 'P', 'N', 'G'};

    String json =
        handle(e -> e.respond(200, Map.of("content-type", "image/png"), png, 0, png.length));

    assertThat(json).contains("\"body\":\"iVBORw==\",\"isBase64Encoded\":true");
  }

  @Test
  void handleRequest_abortedAnswer_fails() {
    assertThatThrownBy(() ->
            handle(exchange -> exchange.open(200, Map.of(), -1).abort(new IOException("cut"))))
        .hasMessage("cut");
  }

  @Test
  void handleRequest_noAnswer_fails() {
    assertThatThrownBy(() -> handle(exchange -> {})).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void handleRequest_secondAnswer_fails() {
    assertThatThrownBy(() ->
            handle(exchange -> {
              exchange.respond(200, Map.of(), new byte[0], 0, 0);
              exchange.respond(200, Map.of(), new byte[0], 0, 0);
            }))
        .hasMessageContaining("already");
  }

  private static String handle(HttpHandler handler) throws IOException {
    return handle(handler, AnswerForm.PROXY_JSON);
  }

  private static String handle(HttpHandler handler, AnswerForm form) throws IOException {
    var out = new ByteArrayOutputStream();
    var event = new ByteArrayInputStream(Events.post("/", ""));
    BufferedHandler.answer(
        new LambdaFunction(handler, List.of(), List.of()), event, Instant.MAX, form, out);
    return out.toString(UTF_8);
  }
}
