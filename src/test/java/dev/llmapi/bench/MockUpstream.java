package dev.llmapi.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * An upstream that costs next to nothing: ready answers in OpenAI's, Anthropic's and Gemini's
 * wires, one thread a connection.
 *
 * <p>It answers a request for 1 KB of text at once, or as 50 chunks, one write each; model {@code
 * mock-paced} (or {@code ?pace}) puts 20 ms between chunks, model {@code mock-image} answers with
 * an image of 1.5 MB. An image in the request is compared byte for byte with the one the load tool
 * sends, and the answer says that it came.
 */
public final class MockUpstream implements AutoCloseable {
  private static final Duration PACE = Duration.ofMillis(20);
  private static final int BACKLOG = 1024;

  private final ServerSocketChannel listener;
  private final ByteBuffer imageIn = Payload.direct(Payload.IMAGE_IN);
  private final MockReplies openAi = MockReplies.of(MockWire.OPENAI);
  private final MockReplies anthropic = MockReplies.of(MockWire.ANTHROPIC);
  private final MockReplies gemini = MockReplies.of(MockWire.GEMINI);

  private MockUpstream(ServerSocketChannel listener) {
    this.listener = listener;
  }

  /**
   * Serves until the process is ended.
   *
   * @param args the port on the loopback address
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    MockUpstream mock = start(Integer.parseInt(args[0]));
    System.out.println("mock upstream on http://127.0.0.1:" + mock.port());
    Thread.currentThread().join();
  }

  /** Starts to serve on a port of the loopback address; 0 takes any free one. */
  static MockUpstream start(int port) throws IOException {
    ServerSocketChannel listener = ServerSocketChannel.open();
    listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
    MockUpstream mock = new MockUpstream(listener);
    Thread.ofPlatform().daemon().name("mock-accept").start(mock::acceptAll);
    return mock;
  }

  int port() {
    return listener.socket().getLocalPort();
  }

  /** Takes no more connections; those that are open live until their clients end them. */
  @Override
  public void close() throws IOException {
    listener.close();
  }

  private void acceptAll() {
    try {
      while (true) {
        SocketChannel channel = listener.accept();
        Thread.ofPlatform().daemon().name("mock-connection").start(() -> serve(channel));
      }
    } catch (IOException e) {
      // Closed: the benchmark is over.
    }
  }

  private void serve(SocketChannel channel) {
    try (channel) {
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      MessageReader reader = new MessageReader(channel);
      BodyScan body = new BodyScan(imageIn);
      Optional<Head> head = reader.readHead();
      while (head.isPresent()) {
        body.reset();
        if (head.get().announcesBody()) {
          reader.readBody(head.get(), body);
        }
        answer(channel, new MockRequest(head.get().target(), body.text()), body);
        head = reader.readHead();
      }
    } catch (IOException e) {
      // The client went away, in the middle of an exchange or not: nothing to tell anybody.
    }
  }

  private void answer(SocketChannel channel, MockRequest request, BodyScan body)
      throws IOException {
    List<ByteBuffer> reply = choose(request, body);
    boolean paced = request.wantsPace();
    for (int i = 0; i < reply.size(); i++) {
      if (paced && i > 0) {
        LockSupport.parkNanos(PACE.toNanos());
      }
      ByteBuffer bytes = reply.get(i).duplicate();
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }
  }

  private List<ByteBuffer> choose(MockRequest request, BodyScan body) {
    if (!request.isKnown()) {
      return MockReplies.NOT_FOUND;
    }
    if (body.hasBrokenImage()) {
      return MockReplies.BROKEN_IMAGE;
    }
    MockReplies wire =
        switch (request.wire()) {
          case OPENAI -> openAi;
          case ANTHROPIC -> anthropic;
          case GEMINI -> gemini;
        };
    if (request.wantsImage()) {
      return request.wantsStream() ? wire.imageStream() : wire.image();
    }
    if (request.wantsStream()) {
      return request.wantsUsage() ? wire.streamWithUsage() : wire.stream();
    }
    return body.hasWholeImage() ? wire.imageSeen() : wire.text();
  }
}
