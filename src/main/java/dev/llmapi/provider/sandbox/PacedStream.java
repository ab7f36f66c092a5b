package dev.llmapi.provider.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.function.Supplier;

/**
 * Frames of bytes, each made when it is read and not before its wait is over.
 *
 * <p>One thread reads; any thread may close, which a waiting reader notices within {@link
 * #LONGEST_NAP}.
 */
final class PacedStream extends InputStream {
  static final Duration LONGEST_NAP = Duration.ofMillis(250);

  private final Iterator<Frame> frames;
  private final Sleeper sleeper;
  private byte[] current = new byte[0];
  private int next;
  private volatile boolean closed;

  PacedStream(Iterator<Frame> frames, Sleeper sleeper) {
    this.frames = frames;
    this.sleeper = sleeper;
  }

  /** Bytes, made when they are due, and the wait before them. */
  record Frame(Duration pause, Supplier<byte[]> bytes) {}

  @Override
  public int read() throws IOException {
    return advance() ? current[next++] & 0xff : -1;
  }

  /** Reads from one frame only, so that each is seen when it is due. */
  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!advance()) {
      return -1;
    }
    var count = Math.min(length, current.length - next);
    System.arraycopy(current, next, target, offset, count);
    next += count;
    return count;
  }

  @Override
  public int available() {
    return closed ? 0 : current.length - next;
  }

  @Override
  public void close() {
    closed = true;
  }

  /** Whether there is a byte to read, after waiting for it. */
  private boolean advance() throws IOException {
    ensureOpen();
    while (next == current.length) {
      if (!frames.hasNext()) {
        return false;
      }
      var frame = frames.next();
      pause(frame.pause());
      current = frame.bytes().get();
      next = 0;
    }
    return true;
  }

  private void pause(Duration time) throws IOException {
    try {
      for (var left = time; left.isPositive(); left = left.minus(LONGEST_NAP)) {
        sleeper.sleep(left.compareTo(LONGEST_NAP) < 0 ? left : LONGEST_NAP);
        ensureOpen();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while the sandbox waited");
    }
  }

  private void ensureOpen() throws IOException {
    if (closed) {
      throw new IOException("the answer was closed");
    }
  }
}
