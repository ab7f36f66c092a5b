package dev.llmapi.app.lambda;

import dev.llmapi.door.HttpHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Primes a handler with sample requests, through everything that a real one passes but Lambda's
 * socket.
 */
record SampleRequests(HttpHandler handler, List<Sample> samples) implements Primer {

  private static final byte[] ACCEPTED =
      "HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final String STATUS = "{\"statusCode\":";

  /** Copies the list. */
  SampleRequests {
    samples = List.copyOf(samples);
  }

  /**
   * Sends all samples in turn, each as often as it says.
   *
   * @throws IllegalStateException when one is not answered with its status
   */
  @Override
  public void prime() throws IOException {
    List<Sample> left = samples;
    for (int round = 1; !left.isEmpty(); round++) {
      int sent = round;
      for (Sample sample : left) {
        send(sample);
      }
      left = left.stream().filter(sample -> sample.times() > sent).toList();
    }
  }

  /** A conversation with the Runtime API, its side of it written down beforehand. */
  private void send(Sample sample) throws IOException {
    byte[] event = sample.event();
    var sent = new ByteArrayOutputStream();
    InputStream received =
        new SequenceInputStream(
            new SequenceInputStream(next(event), new ByteArrayInputStream(event)),
            new ByteArrayInputStream(ACCEPTED));
    try (var client =
        new RuntimeClient(() -> new RuntimeConnection("sample", received, sent, sent))) {
      StreamingRuntime.serve(client, client.next(), AnswerForm.STREAM, handler);
      requireStatus(sample.status(), sent);
    }
  }

  private static InputStream next(byte[] event) {
    String head =
        "HTTP/1.1 200 OK\r\nLambda-Runtime-Aws-Request-Id: sample\r\nLambda-Runtime-Deadline-Ms: 4102444800000\r\nContent-Length: %d\r\n\r\n"
            .formatted(event.length);
    return new ByteArrayInputStream(head.getBytes(StandardCharsets.US_ASCII));
  }

  private static void requireStatus(int status, ByteArrayOutputStream sent) {
    String told = sent.toString(StandardCharsets.UTF_8);
    if (!told.contains(STATUS + status)) {
      throw new IllegalStateException("a sample was not answered with " + status + ": " + told);
    }
  }
}
