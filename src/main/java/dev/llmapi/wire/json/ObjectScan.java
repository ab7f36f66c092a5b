package dev.llmapi.wire.json;

import dev.llmapi.model.Slice;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * A scan of one JSON object that comes in slices of any size and is passed on while it comes: it
 * copies out the values of a few top-level members, pairs brackets, and tells whether the object
 * was whole. It checks the structure, not each value: what is not looked at is not judged. A name
 * that is written with escapes is not recognised. One per body, not thread-safe.
 */
public final class ObjectScan {

  /** A member that is captured may be this long; a longer one is cut and counts as unreadable. */
  public static final int MAX_CAPTURED_BYTES = 16 << 10;

  private static final int MAX_NAME_BYTES = 32;
  private static final byte[] JSON_NULL = {'n', 'u', 'l', 'l'};

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

  /** Whether the bracket at each depth is a square one. */
  private final boolean[] square = new boolean[Json.MAX_DEPTH + 1];

  private int depth;
  private boolean inString;
  private boolean escaped;
  private int capturing = NONE;
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
    while (at < to && !broken) {
      if (inString) {
        at = string(bytes, at, to);
      } else {
        structure(bytes[at]);
        at++;
      }
    }
  }

  /**
   * Whether one object was seen from its first brace to its last, each bracket with its own kind,
   * and nothing but space after it.
   */
  public boolean isComplete() {
    return complete && !broken;
  }

  /** The captured value of a member, if it was there and not too long. */
  public Optional<Slice> find(String member) {
    int index = indexOf(member);
    int length = index == NONE ? NONE : capturedLength[index];
    return length > 0 && length < MAX_CAPTURED_BYTES
        ? Optional.of(new Slice(captured[index], 0, length))
        : Optional.empty();
  }

  /** Whether a member is there, however long, and not null. */
  public boolean isGiven(String member) {
    int index = indexOf(member);
    int length = index == NONE ? NONE : capturedLength[index];
    int compared = Math.min(length, JSON_NULL.length);
    // As far as it has come: the beginning of null may be all that a slice ends in.
    return length > 0
        && !Arrays.equals(captured[index], 0, length, JSON_NULL, 0, Math.max(compared, 0));
  }

  private int indexOf(String member) {
    byte[] wanted = member.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < names.length; i++) {
      if (Arrays.equals(names[i], wanted)) {
        return i;
      }
    }
    return NONE;
  }

  private int string(byte[] bytes, int from, int to) {
    int quote = Quotes.indexOf(bytes, from, to);
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
    if (isPassedOver(b)) {
      return;
    }
    if (depth == 0 && (complete || b != '{')) {
      broken = true;
      return;
    }
    switch (b) {
      case '{', '[' -> open(b);
      case '}', ']' -> close(b);
      case '"' -> {
        inString = true;
        readingName = depth == 1 && capturing == NONE;
        nameLength = readingName ? 0 : nameLength;
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
      default -> value(b);
    }
  }

  /** White space, and before the object a byte order mark. */
  private boolean isPassedOver(byte b) {
    return switch (b) {
      case ' ', '\t', '\r', '\n' -> true;
      case (byte) 0xEF, (byte) 0xBB, (byte) 0xBF -> depth == 0 && !complete;
      default -> false;
    };
  }

  private void open(byte b) {
    if (depth == Json.MAX_DEPTH) {
      broken = true;
      return;
    }
    depth++;
    square[depth] = b == '[';
    value(b);
  }

  private void close(byte b) {
    if (square[depth] != (b == ']')) {
      broken = true;
      return;
    }
    depth--;
    if (depth == 0) {
      capturing = NONE;
      complete = true;
    } else {
      value(b);
    }
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
}
