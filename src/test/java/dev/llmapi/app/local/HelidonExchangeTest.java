package dev.llmapi.app.local;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.llmapi.app.config.ServerSettings;
import dev.llmapi.door.HttpHandler;
import dev.llmapi.door.ResponseBody;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HelidonExchangeTest {
  private static final int FROM = 1_100;
  private static final int TO = 2_100_000;
  private static final byte[] ARRAY = array();
  private static final byte[] EXPECTED = Arrays.copyOfRange(ARRAY, FROM, TO);

  /** Where the image of an answer stands in the middle of the bytes that the provider sent. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void write_pieceOfALargerArray_arrivesAsItIs(boolean lengthTold) throws Exception {
    int head = 300;
    byte[] answer =
        answer(exchange -> {
          try (ResponseBody body =
              exchange.open(200, Map.of(), lengthTold ? EXPECTED.length : -1)) {
            body.write(ARRAY, FROM, head);
            body.write(ARRAY, FROM + head, EXPECTED.length - head);
          }
        });

    assertArrayEquals(EXPECTED, answer);
  }

  @Test
  void respond_pieceOfALargerArray_arrivesAsItIs() throws Exception {
    byte[] answer =
        answer(exchange -> exchange.respond(200, Map.of(), ARRAY, FROM, EXPECTED.length));

    assertArrayEquals(EXPECTED, answer);
  }

  private static byte[] answer(HttpHandler handler) throws IOException, InterruptedException {
    ServerSettings settings =
        new ServerSettings("127.0.0.1", 0, 1 << 20, 8, 8 << 10, Duration.ofSeconds(15));
    try (LocalServer server = LocalServer.start(handler, settings);
        HttpClient client = HttpClient.newHttpClient()) {
      URI uri = URI.create("http://127.0.0.1:" + server.port() + "/");
      return client
          .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofByteArray())
          .body();
    }
  }

  private static byte[] array() {
    byte[] bytes = new byte[TO + 200];
    new Random(7).nextBytes(bytes);
    return bytes;
  }
}
