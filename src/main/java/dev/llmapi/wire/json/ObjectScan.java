package dev.llmapi.wire.json;

import dev.llmapi.model.Slice;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * A scan of one JSON object that comes in slices of any size and is passed on while it comes: it
 * copies out the values of a few top-level members, counts brackets, and tells whether the object
 * was whole. It checks the structure, not each value: what is not looked at is not judged. One per
 * body, not thread-safe.
 *
 * <p>Inside strings it looks at 32 bytes at a time for a quote (the zero-byte trick of Hacker's
 * Delight, section 6-1), since nearly all of a big answer is one base64 string; whether the quote
 * is escaped is told by the backslashes before it.
 */
public final class ObjectScan {

  /** A member that is captured may be this long; a longer one is cut and counts as unreadable. */
  public static final int MAX_CAPTURED_BYTES = 16 << 10;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;
  private static final long QUOTES = 0x2222222222222222L;
  private static final int MAX_NAME_BYTES = 32;

  /** No member's value is being read. */
  private static final int NONE = -1;

  /** The value of a member that nobody asked for. */
  private static final int UNWANTED = -2;

  private final byte[][] names;
  private final byte[][] captured;
  private final int[] capturedLength;

  private final byte[] name = new byte[MAX_NAME_BYTES];
  private int nameLength;
  private boolean readingName;

  private int depth;
  private boolean inString;
  private boolean escaped;
  private int capturing = NONE;
  private boolean started;
  private boolean complete;
  private boolean broken;

  /** A scan that captures the values of these top-level members. */
  public ObjectScan(String... members) {
    names = new byte[members.length][];
    captured = new byte[members.length][];
    capturedLength = new int[members.length];
    for (int i = 0; i < members.length; i++) {
      names[i] = members[i].getBytes(StandardCharsets.UTF_8);
      captured[i] = new byte[256];
      capturedLength[i] = NONE;
    }
  }

  /** Scans the next bytes of the body. */
  public void feed(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to) {
      if (inString) {
        at = string(bytes, at, to);
      } else {
        structure(bytes[at]);
        at++;
      }
    }
  }

  /**
   * Whether one object was seen from its first brace to its last, and nothing but space after it.
   */
  public boolean isComplete() {
    return complete && !broken;
  }

  /** Whether one of the members to be captured was there, however long its value is. */
  public boolean has(String member) {
    byte[] wanted = member.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < names.length; i++) {
      if (capturedLength[i] != NONE && Arrays.equals(names[i], wanted)) {
        return true;
      }
    }
    return false;
  }

  /** The captured value of a member, if it was there and not too long. */
  public Optional<Slice> find(String member) {
    byte[] wanted = member.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < names.length; i++) {
      int length = capturedLength[i];
      if (Arrays.equals(names[i], wanted) && length > 0 && length < MAX_CAPTURED_BYTES) {
        return Optional.of(new Slice(captured[i], 0, length));
      }
    }
    return Optional.empty();
  }

  private int string(byte[] bytes, int from, int to) {
    int quote = indexOfQuote(bytes, from, to);
    boolean odd = oddBackslashesBefore(bytes, from, quote);
    if (quote == to) {
      escaped = odd;
      take(bytes, from, to);
      return to;
    }
    escaped = false;
    if (odd) {
      take(bytes, from, quote + 1);
      return quote + 1;
    }
    take(bytes, from, readingName ? quote : quote + 1);
    inString = false;
    readingName = false;
    return quote + 1;
  }

  /**
   * Whether an odd number of backslashes stands right before {@code at}, those at the end of the
   * last slice counted in: then what stands there is escaped.
   */
  private boolean oddBackslashesBefore(byte[] bytes, int from, int at) {
    int first = at;
    while (first > from && bytes[first - 1] == '\\') {
      first--;
    }
    boolean odd = ((at - first) & 1) == 1;
    return first == from ? odd != escaped : odd;
  }

  /** Keeps what belongs to the name or to the value that is being read. */
  private void take(byte[] bytes, int from, int to) {
    if (readingName) {
      for (int i = from; i < to && nameLength < MAX_NAME_BYTES; i++) {
        name[nameLength++] = bytes[i];
      }
    } else if (capturing >= 0) {
      capture(bytes, from, to);
    }
  }

  private void capture(byte[] bytes, int from, int to) {
    int length = capturedLength[capturing];
    int count = Math.min(to - from, MAX_CAPTURED_BYTES - length);
    if (count <= 0) {
      return;
    }
    if (captured[capturing].length < length + count) {
      int grown = Math.max(length + count, captured[capturing].length * 2);
      captured[capturing] = Arrays.copyOf(captured[capturing], grown);
    }
    System.arraycopy(bytes, from, captured[capturing], length, count);
    capturedLength[capturing] += count;
  }

  private void structure(byte b) {
    switch (b) {
      case '{', '[' -> {
        broken |= complete || (!started && b == '[');
        started = true;
        depth++;
        value(b);
      }
      case '}', ']' -> {
        depth--;
        if (depth == 0) {
          capturing = NONE;
          complete = true;
        } else {
          value(b);
        }
        broken |= depth < 0;
      }
      case '"' -> {
        inString = true;
        value(b);
      }
      case ',' -> {
        if (depth == 1) {
          capturing = NONE;
          nameLength = 0;
        } else {
          value(b);
        }
      }
      case ':' -> colon(b);
      case ' ', '\t', '\r', '\n' -> {}
      default -> {
        broken |= !started || complete;
        value(b);
      }
    }
    if (inString && depth == 1 && capturing == NONE) {
      readingName = true;
      nameLength = 0;
    }
    broken |= inString && (complete || !started);
  }

  private void colon(byte b) {
    if (depth != 1 || capturing != NONE) {
      value(b);
      return;
    }
    capturing = UNWANTED;
    for (int i = 0; i < names.length; i++) {
      if (Arrays.equals(names[i], 0, names[i].length, name, 0, nameLength)) {
        capturing = i;
        capturedLength[i] = 0;
      }
    }
  }

  private void value(byte b) {
    if (capturing >= 0) {
      int length = capturedLength[capturing];
      if (length < MAX_CAPTURED_BYTES) {
        if (captured[capturing].length == length) {
          captured[capturing] = Arrays.copyOf(captured[capturing], length * 2);
        }
        captured[capturing][length] = b;
        capturedLength[capturing]++;
      }
    }
  }

  /** The first quote at or after {@code from}, or {@code to}. */
  private static int indexOfQuote(byte[] bytes, int from, int to) {
    int at = from;
    while (at + 32 <= to
        && (zeroBytes((long) LONGS.get(bytes, at) ^ QUOTES)
                | zeroBytes((long) LONGS.get(bytes, at + 8) ^ QUOTES)
                | zeroBytes((long) LONGS.get(bytes, at + 16) ^ QUOTES)
                | zeroBytes((long) LONGS.get(bytes, at + 24) ^ QUOTES))
            == 0) {
      at += 32;
    }
    while (at < to && bytes[at] != '"') {
      at++;
    }
    return at;
  }

  /** Not 0 if one of the word's bytes is 0. */
  private static long zeroBytes(long word) {
    return (word - ONES) & ~word & HIGHS;
  }
}
