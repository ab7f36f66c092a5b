package dev.llmapi.pipeline;

import dev.llmapi.door.HttpExchange;
import dev.llmapi.door.ResponseBody;
import dev.llmapi.model.Body;
import dev.llmapi.model.Slice;
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

  /** Up to here an event is written at once; a longer one in its pieces. */
  private static final int JOINED_BYTES = 4096;

  private final HttpExchange exchange;
  private final Supplier<Map<String, String>> headers;
  private final LongSupplier nanoClock;
  private final ReentrantLock lock = new ReentrantLock();
  private final byte[] joined = new byte[JOINED_BYTES];

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

  /** What to do at once when a comment finds the client gone: end the upstream call. */
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

  boolean isGone() {
    return gone || exchange.isClientGone();
  }

  long lastWriteNanos() {
    return lastWriteNanos;
  }

  /** Sends one event with this data and commits. */
  void event(Body data) {
    lock.lock();
    try {
      ResponseBody out = open();
      committed = true;
      int length = (int) Math.min(data.length(), Integer.MAX_VALUE);
      if (length + DATA.length + END.length <= JOINED_BYTES) {
        int at = put(DATA, 0, DATA.length, 0);
        for (Slice slice : data.slices()) {
          at = put(slice.array(), slice.from(), slice.length(), at);
        }
        at = put(END, 0, END.length, at);
        out.write(joined, 0, at);
      } else {
        out.write(DATA, 0, DATA.length);
        for (Slice slice : data.slices()) {
          out.write(slice.array(), slice.from(), slice.length());
        }
        out.write(END, 0, END.length);
      }
      flush(out);
    } catch (IOException e) {
      throw gone(e);
    } finally {
      lock.unlock();
    }
  }

  private int put(byte[] bytes, int from, int length, int at) {
    System.arraycopy(bytes, from, joined, at, length);
    return at + length;
  }

  /** Sends {@code [DONE]} and ends the answer. */
  void done() {
    end(DONE);
  }

  /** Sends a failure as the stream's last event, without {@code [DONE]}, and ends the answer. */
  void fail(byte[] error) {
    event(Body.of(error));
    end(new byte[0]);
  }

  private void end(byte[] last) {
    lock.lock();
    try {
      ResponseBody out = open();
      if (last.length > 0) {
        out.write(last, 0, last.length);
      }
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
        out.write(COMMENT, 0, COMMENT.length);
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
