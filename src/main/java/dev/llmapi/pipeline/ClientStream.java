package dev.llmapi.pipeline;

import dev.llmapi.door.HttpExchange;
import dev.llmapi.door.ResponseBody;
import dev.llmapi.model.Body;
import dev.llmapi.model.Slice;
import dev.llmapi.wire.ByteSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The stream of server-sent events towards one client. It is opened by the first event, or by a
 * comment when the provider is silent for long; only an event commits us to a candidate.
 *
 * <p>Events are written by the request's own thread, comments by {@link KeepAlive}'s: a lock keeps
 * them apart.
 */
final class ClientStream {

  private static final byte[] DATA = ascii("data: ");
  private static final byte[] END = ascii("\n\n");
  private static final byte[] COMMENT = ascii(": keep-alive\n\n");
  private static final byte[] DONE = ascii("data: [DONE]\n\n");

  /** Events are gathered up to here; a longer piece is written by itself, without being copied. */
  private static final int GATHERED_BYTES = 8192;

  private final HttpExchange exchange;
  private final Supplier<Map<String, String>> headers;
  private final LongSupplier nanoClock;
  private final ReentrantLock lock = new ReentrantLock();
  private final byte[] gathered = new byte[GATHERED_BYTES];
  private int gatheredLength;

  private @Nullable ResponseBody body;
  private boolean committed;
  private boolean ended;
  private volatile boolean gone;
  private volatile long lastWriteNanos;
  private volatile Runnable onGone = () -> {};

  /**
   * A stream that is not opened yet.
   *
   * @param headers asked for when it is opened
   */
  ClientStream(
      HttpExchange exchange, Supplier<Map<String, String>> headers, LongSupplier nanoClock) {
    this.exchange = exchange;
    this.headers = headers;
    this.nanoClock = nanoClock;
    lastWriteNanos = nanoClock.getAsLong();
  }

  /** What to do at once when a comment finds the client gone: end the wait for the provider. */
  void onGone(Runnable action) {
    onGone = action;
  }

  /** Whether an event has gone out, so that no other candidate may answer. */
  boolean isCommitted() {
    return committed;
  }

  /** Whether the answer's head has gone out, so that there is no status left to give. */
  boolean isOpen() {
    return body != null;
  }

  /**
   * Keeps a stream that is not open from being opened, so that a whole answer can be given.
   *
   * @return false when it is open already
   */
  boolean leaveUnopened() {
    lock.lock();
    try {
      ended |= !isOpen();
      return !isOpen();
    } finally {
      lock.unlock();
    }
  }

  boolean isGone() {
    return gone || exchange.isClientGone();
  }

  long lastWriteNanos() {
    return lastWriteNanos;
  }

  /**
   * Writes one event with this data and commits. It is on its way after the next {@link #flush()},
   * so that events which came together go out together.
   */
  void event(Body data) {
    lock.lock();
    try {
      ResponseBody out = open();
      committed = true;
      put(out, DATA, 0, DATA.length);
      for (Slice slice : data.slices()) {
        put(out, slice.array(), slice.from(), slice.length());
      }
      put(out, END, 0, END.length);
    } catch (IOException e) {
      throw gone(e);
    } finally {
      lock.unlock();
    }
  }

  /** Sends what was written; to be called before each wait for the provider. */
  void flush() {
    if (gatheredLength == 0) {
      return;
    }
    lock.lock();
    try {
      flush(open());
    } catch (IOException e) {
      throw gone(e);
    } finally {
      lock.unlock();
    }
  }

  /** The provider's body, with all that was written sent on before each wait for more of it. */
  ByteSource flushedBefore(ByteSource provider) {
    return (bytes, offset, length) -> {
      flush();
      return provider.read(bytes, offset, length);
    };
  }

  private void put(ResponseBody out, byte[] bytes, int from, int length) throws IOException {
    if (length > GATHERED_BYTES - gatheredLength) {
      writeGathered(out);
    }
    if (length > GATHERED_BYTES) {
      out.write(bytes, from, length);
    } else {
      System.arraycopy(bytes, from, gathered, gatheredLength, length);
      gatheredLength += length;
    }
  }

  private void writeGathered(ResponseBody out) throws IOException {
    if (gatheredLength > 0) {
      out.write(gathered, 0, gatheredLength);
      gatheredLength = 0;
    }
  }

  /** Sends {@code [DONE]} and ends the answer. */
  void done() {
    end(DONE);
  }

  /** Sends a failure as the stream's last event, without {@code [DONE]}, and ends the answer. */
  void fail(byte[] error) {
    exchange.answerFailed();
    event(Body.of(error));
    end(new byte[0]);
  }

  private void end(byte[] last) {
    lock.lock();
    try {
      ResponseBody out = open();
      put(out, last, 0, last.length);
      writeGathered(out);
      ended = true;
      out.close();
    } catch (IOException e) {
      throw gone(e);
    } finally {
      lock.unlock();
    }
  }

  /** Sends a comment, so that neither the client nor a proxy takes silence for an end. */
  void comment() {
    if (!lock.tryLock()) {
      return;
    }
    boolean lost = false;
    try {
      if (!ended && !gone) {
        ResponseBody out = open();
        put(out, COMMENT, 0, COMMENT.length);
        flush(out);
      }
    } catch (IOException e) {
      gone = true;
      lost = true;
    } finally {
      lock.unlock();
    }
    if (lost) {
      onGone.run();
    }
  }

  private ResponseBody open() throws IOException {
    if (gone) {
      throw new IOException("the client is gone");
    }
    if (body == null) {
      Map<String, String> sent = headers.get();
      sent.put("content-type", "text/event-stream; charset=utf-8");
      sent.put("cache-control", "no-cache");
      sent.put("x-accel-buffering", "no");
      body = exchange.open(200, sent, -1);
    }
    return body;
  }

  private void flush(ResponseBody out) throws IOException {
    writeGathered(out);
    out.flush();
    lastWriteNanos = nanoClock.getAsLong();
  }

  private ClientGoneException gone(IOException e) {
    gone = true;
    return new ClientGoneException(e);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
