package dev.llmapi.bench;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** One keep-alive connection of the load tool, used by one thread at a time. */
final class LoadConnection implements AutoCloseable {
  private static final ByteBuffer IMAGE_OUT = Payload.direct(Payload.IMAGE_OUT);

  private final SocketChannel channel;
  private final MessageReader reader;
  private final BodyScan answer = new BodyScan(IMAGE_OUT);
  private long firstByteNanos;

  private LoadConnection(SocketChannel channel) {
    this.channel = channel;
    this.reader = new MessageReader(channel);
  }

  static LoadConnection open(InetSocketAddress address) throws IOException {
    SocketChannel channel = SocketChannel.open();
    try {
      channel.connect(address);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      return new LoadConnection(channel);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /**
   * Sends one request and reads its answer to the end.
   *
   * @throws WrongAnswerException if the answer is not the whole, right one
   */
  Timing exchange(ByteBuffer request, Workload workload) throws IOException {
    answer.reset();
    firstByteNanos = 0;
    long start = System.nanoTime();
    ByteBuffer bytes = request.duplicate();
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
    Head head = reader.readHead().orElseThrow(() -> new EOFException("closed without an answer"));
    reader.readBody(head, this::accept);
    long end = System.nanoTime();
    if (head.status() != 200) {
      throw new WrongAnswerException("status " + head.status(), answer.text());
    }
    workload.check(answer);
    if (head.isLast()) {
      throw new WrongAnswerException("the connection was not kept alive", head.text());
    }
    return new Timing(end - start, firstByteNanos - start);
  }

  /** Ends the connection, also under a thread that waits for an answer on it. */
  @Override
  public void close() throws IOException {
    channel.close();
  }

  private void accept(ByteBuffer slice) throws IOException {
    // A comment (":") that keeps a stream alive is no answer yet.
    if (firstByteNanos == 0 && slice.get(slice.position()) != ':') {
      firstByteNanos = System.nanoTime();
    }
    answer.accept(slice);
  }

  /**
   * How long one exchange took.
   *
   * @param wholeNanos from before the request's first byte to after the answer's last
   * @param firstNanos from before the request's first byte to the first event or byte of the body
   */
  record Timing(long wholeNanos, long firstNanos) {}
}
