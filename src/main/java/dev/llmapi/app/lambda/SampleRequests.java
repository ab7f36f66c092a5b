package dev.llmapi.app.lambda;

import dev.llmapi.door.HttpHandler;
import java.io.OutputStream;
import java.util.List;

/**
 * Primes a handler with sample requests, through everything that a real one passes but the socket.
 *
 * @param events proxy events without side effects
 * @param rounds how often all of them are sent: the JIT wants repetition
 */
public record SampleRequests(HttpHandler handler, List<byte[]> events, int rounds)
    implements Primer {

  /** Copies the list. */
  public SampleRequests {
    events = List.copyOf(events);
  }

  @Override
  public void prime() throws Exception {
    for (int round = 0; round < rounds; round++) {
      for (byte[] event : events) {
        send(ProxyEventReader.read(event.clone()));
      }
    }
  }

  private void send(ProxyRequest request) throws Exception {
    var streamed = new StreamedExchange(request, new Nowhere());
    handler.handle(streamed);
    streamed.finish();
  }

  private static final class Nowhere implements StreamSink {

    @Override
    public OutputStream open() {
      return OutputStream.nullOutputStream();
    }

    @Override
    public void finish() {}

    @Override
    public void abandon() {}
  }
}
