package dev.llmapi.wire.sse;

import dev.llmapi.model.FailureException;
import dev.llmapi.model.FailureKind;
import dev.llmapi.model.Slice;
import dev.llmapi.wire.ByteSource;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads server-sent events out of a body as it comes (WHATWG HTML, section 9.2): LF, CRLF and CR,
 * comments, {@code data} over several lines, a byte order mark, cuts at any byte. A line may hold
 * megabytes; the buffer grows to {@link #MAX_EVENT_BYTES}. One per stream, not thread-safe.
 */
public final class SseReader {

  /** More than this in one event is taken for a broken upstream. */
  public static final int MAX_EVENT_BYTES = 64 << 20;

  private static final int FIRST_BUFFER_BYTES = 8 << 10;
  private static final int READ_BYTES = 64 << 10;

  private final ByteSource source;
  private byte[] buffer = new byte[FIRST_BUFFER_BYTES];
  private int lineFrom;
  private int scanned;
  private int end;
  private boolean ended;
  private boolean skipLineFeed;
  private boolean first = true;

  private @Nullable String type;
  private int dataFrom;
  private int dataTo;
  private boolean hasData;
  private boolean severalLines;

  public SseReader(ByteSource source) {
    this.source = source;
  }

  /**
   * Reads up to the end of the next event that has data.
   *
   * @return false when the body has ended; what stood there without its blank line is dropped, as
   *     the standard wants
   * @throws FailureException when the source fails, or an event is longer than {@link
   *     #MAX_EVENT_BYTES}
   */
  public boolean next() {
    type = null;
    hasData = false;
    severalLines = false;
    discardRead();
    while (true) {
      int lineTo = lineEnd();
      if (lineTo < 0) {
        return false;
      }
      int from = lineFrom;
      lineFrom = scanned;
      if (from == lineTo) {
        if (hasData) {
          return true;
        }
        type = null;
      } else {
        field(from, lineTo);
      }
      if (!hasData) {
        discardRead();
      }
    }
  }

  /** The {@code event:} field of the event just read, if it had one. */
  public @Nullable String type() {
    return type;
  }

  /** The data of the event just read; valid until the next call of {@link #next()}. */
  public Slice data() {
    return new Slice(buffer, dataFrom, dataTo);
  }

  /** Whether the data stood on several lines: it then holds the line feeds between them. */
  public boolean hasSeveralLines() {
    return severalLines;
  }

  private void field(int from, int to) {
    int colon = from;
    while (colon < to && buffer[colon] != ':') {
      colon++;
    }
    int value = Math.min(to, colon + 1);
    if (value < to && buffer[value] == ' ') {
      value++;
    }
    if (named(from, colon, "data")) {
      addData(value, to);
    } else if (named(from, colon, "event")) {
      type = new String(buffer, value, to - value, StandardCharsets.UTF_8);
    }
  }

  private boolean named(int from, int to, String name) {
    if (to - from != name.length()) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      if (buffer[from + i] != name.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private void addData(int from, int to) {
    if (!hasData) {
      hasData = true;
      dataFrom = from;
      dataTo = to;
      return;
    }
    severalLines = true;
    // A further line moves up behind the ones before, with the line feed that joins them.
    buffer[dataTo++] = '\n';
    System.arraycopy(buffer, from, buffer, dataTo, to - from);
    dataTo += to - from;
  }

  /**
   * Finds the end of the line that begins at lineFrom and puts {@code scanned} behind it; -1 at the
   * end.
   */
  private int lineEnd() {
    while (true) {
      if (skipLineFeed && scanned < end) {
        skipLineFeed = false;
        if (buffer[scanned] == '\n') {
          scanned++;
          lineFrom = scanned;
        }
      }
      for (int i = scanned; i < end; i++) {
        byte b = buffer[i];
        if (b == '\n' || b == '\r') {
          scanned = i + 1;
          skipLineFeed = b == '\r';
          return i;
        }
      }
      scanned = end;
      if (!fill()) {
        return -1;
      }
    }
  }

  private boolean fill() {
    if (ended) {
      return false;
    }
    if (end == buffer.length) {
      grow();
    }
    int count = source.read(buffer, end, Math.min(READ_BYTES, buffer.length - end));
    if (count < 0) {
      ended = true;
      return false;
    }
    end += count;
    if (first && end >= 3) {
      first = false;
      if (buffer[0] == (byte) 0xEF && buffer[1] == (byte) 0xBB && buffer[2] == (byte) 0xBF) {
        lineFrom = 3;
        scanned = Math.max(scanned, 3);
      }
    }
    return true;
  }

  private void grow() {
    int from = hasData ? dataFrom : lineFrom;
    if (buffer.length < MAX_EVENT_BYTES) {
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    } else if (from > 0) {
      moveToFront(from);
    } else {
      throw FailureException.of(
          FailureKind.UPSTREAM_BROKEN,
          "The provider sent an event of more than " + (MAX_EVENT_BYTES >> 20) + " MB.");
    }
  }

  /** Moves what is left to the front, when it is little or the buffer is short of room. */
  private void discardRead() {
    if (lineFrom == end) {
      lineFrom = 0;
      scanned = 0;
      end = 0;
    } else if (lineFrom > buffer.length / 2) {
      moveToFront(lineFrom);
    }
  }

  private void moveToFront(int from) {
    System.arraycopy(buffer, from, buffer, 0, end - from);
    scanned -= from;
    end -= from;
    lineFrom -= from;
    dataFrom -= from;
    dataTo -= from;
  }
}
