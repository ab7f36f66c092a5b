package dev.llmapi.app.lambda;

import dev.llmapi.door.HttpHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/**
 * Primes a handler with sample requests, through everything that a real one passes but Lambda's
 * socket.
 *
 * @param rounds how often all of them are sent: the JIT wants repetition
 */
record SampleRequests(HttpHandler handler, List<Sample> samples, int rounds) implements Primer {

  private static final byte[] ACCEPTED =
      "HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final String STATUS = "{\"statusCode\":";
  private static final Instant NEVER = Instant.MAX;

  /** Copies the list. */
  SampleRequests {
    samples = List.copyOf(samples);
  }

  /**
   * Sends all samples.
   *
   * @throws IllegalStateException when one is not answered with its status
   */
  @Override
  public void prime() throws Exception {
    for (int round = 0; round < rounds; round++) {
      for (Sample sample : samples) {
        send(sample);
      }
    }
  }

  /** A conversation with the Runtime API, its side of it written down beforehand. */
  private void send(Sample sample) throws Exception {
    byte[] event = sample.event();
    var sent = new ByteArrayOutputStream();
    InputStream received =
        new SequenceInputStream(
            new SequenceInputStream(next(event), new ByteArrayInputStream(event)),
            new ByteArrayInputStream(ACCEPTED));
    try (var client =
        new RuntimeClient(() -> new RuntimeConnection("sample", received, sent, sent))) {
      Invocation invocation = client.next();
      ProxyRequest request = ProxyEventReader.read(invocation.event());
      var exchange = new StreamedExchange(request, NEVER, client.streamTo(invocation.requestId()));
      handler.handle(exchange);
      exchange.finish();
      requireStatus(sample.status(), request, sent);
    }
  }

  private static InputStream next(byte[] event) {
    String head =
        "HTTP/1.1 200 OK\r\nLambda-Runtime-Aws-Request-Id: sample\r\nContent-Length: %d\r\n\r\n"
            .formatted(event.length);
    return new ByteArrayInputStream(head.getBytes(StandardCharsets.US_ASCII));
  }

  private static void requireStatus(int status, ProxyRequest request, ByteArrayOutputStream sent) {
    if (!sent.toString(StandardCharsets.ISO_8859_1).contains(STATUS + status)) {
      throw new IllegalStateException(
          "a sample request was not answered with %d: %s".formatted(status, request.path()));
    }
  }
}
