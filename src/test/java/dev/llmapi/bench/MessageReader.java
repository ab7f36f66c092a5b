package dev.llmapi.bench;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads HTTP/1.1 messages off a connection. One per connection, used by one thread.
 *
 * <p>Only what the two ends of a benchmark need: it trusts its peer and sets no limits of time.
 */
final class MessageReader {
  private static final int BUFFER_BYTES = 128 << 10;
  private static final int MAX_HEAD_BYTES = 16 << 10;
  private static final int END_OF_HEAD = '\r' << 24 | '\n' << 16 | '\r' << 8 | '\n';

  private final SocketChannel channel;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES).limit(0);
  private final byte[] head = new byte[MAX_HEAD_BYTES];

  MessageReader(SocketChannel channel) {
    this.channel = channel;
  }

  /** Reads the next head; empty if the peer has closed the connection between two messages. */
  Optional<Head> readHead() throws IOException {
    if (!buffer.hasRemaining() && !fill()) {
      return Optional.empty();
    }
    int length = 0;
    for (int last = 0; last != END_OF_HEAD; length++) {
      if (length == MAX_HEAD_BYTES) {
        throw new IOException("head of more than " + MAX_HEAD_BYTES + " bytes");
      }
      head[length] = readByte();
      last = last << 8 | head[length];
    }
    String text = new String(head, 0, length, StandardCharsets.ISO_8859_1);
    return Optional.of(new Head(text.toLowerCase(Locale.ROOT)));
  }

  /**
   * Reads the body that follows a head, to its end.
   *
   * @throws EOFException if the peer closes the connection before it
   */
  void readBody(Head head, BodySink sink) throws IOException {
    if (head.isChunked()) {
      readChunks(sink);
    } else if (head.contentLength() >= 0) {
      readBytes(head.contentLength(), sink);
    } else {
      throw new IOException("a body without a length");
    }
  }

  private void readChunks(BodySink sink) throws IOException {
    for (long size = readChunkSize(); size > 0; size = readChunkSize()) {
      readBytes(size, sink);
      skipLine();
    }
    skipLine(); // trailers are not used here: the empty line comes at once
  }

  private long readChunkSize() throws IOException {
    long size = 0;
    for (byte b = readByte(); b != '\n'; b = readByte()) {
      int digit = Character.digit(b, 16);
      size = digit < 0 ? size : size * 16 + digit;
    }
    return size;
  }

  private void skipLine() throws IOException {
    byte b = readByte();
    while (b != '\n') {
      b = readByte();
    }
  }

  private void readBytes(long count, BodySink sink) throws IOException {
    long left = count;
    while (left > 0) {
      if (!buffer.hasRemaining()) {
        fillOrFail();
      }
      int filled = buffer.limit();
      int end = buffer.position() + (int) Math.min(left, buffer.remaining());
      left -= end - buffer.position();
      sink.accept(buffer.limit(end));
      buffer.limit(filled).position(end);
    }
  }

  private byte readByte() throws IOException {
    if (!buffer.hasRemaining()) {
      fillOrFail();
    }
    return buffer.get();
  }

  private void fillOrFail() throws IOException {
    if (!fill()) {
      throw new EOFException("the connection was closed in the middle of a message");
    }
  }

  private boolean fill() throws IOException {
    int read = channel.read(buffer.clear());
    buffer.flip();
    return read > 0;
  }
}
