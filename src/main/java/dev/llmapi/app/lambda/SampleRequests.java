package dev.llmapi.app.lambda;

import dev.llmapi.door.HttpHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Primes a handler with sample requests, through everything that a real one passes but the socket.
 *
 * @param events proxy events without side effects
 * @param rounds how often all of them are sent: the JIT wants repetition
 */
public record SampleRequests(HttpHandler handler, List<byte[]> events, int rounds)
    implements Primer {

  private static final byte[] ACCEPTED =
      "HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final String SUCCESS = "{\"statusCode\":2";

  /** Copies the list. */
  public SampleRequests {
    events = List.copyOf(events);
  }

  /**
   * Sends all samples.
   *
   * @throws IllegalStateException when one is not answered with a status of success
   */
  @Override
  public void prime() throws Exception {
    for (int round = 0; round < rounds; round++) {
      for (byte[] event : events) {
        send(event);
      }
    }
  }

  /** A conversation with the Runtime API, its side of it written down beforehand. */
  private void send(byte[] event) throws Exception {
    var sent = new ByteArrayOutputStream();
    InputStream received =
        new SequenceInputStream(
            new SequenceInputStream(next(event), new ByteArrayInputStream(event)),
            new ByteArrayInputStream(ACCEPTED));
    try (var client =
        new RuntimeClient(() -> new RuntimeConnection("sample", received, sent, sent))) {
      Invocation invocation = client.next();
      ProxyRequest request = ProxyEventReader.read(invocation.event());
      var exchange = new StreamedExchange(request, client.streamTo(invocation.requestId()));
      handler.handle(exchange);
      exchange.finish();
      requireSuccess(request, sent);
    }
  }

  private static InputStream next(byte[] event) {
    String head =
        "HTTP/1.1 200 OK\r\nLambda-Runtime-Aws-Request-Id: sample\r\nContent-Length: %d\r\n\r\n"
            .formatted(event.length);
    return new ByteArrayInputStream(head.getBytes(StandardCharsets.US_ASCII));
  }

  private static void requireSuccess(ProxyRequest request, ByteArrayOutputStream sent) {
    if (!sent.toString(StandardCharsets.ISO_8859_1).contains(SUCCESS)) {
      throw new IllegalStateException("a sample request failed: " + request.path());
    }
  }
}
