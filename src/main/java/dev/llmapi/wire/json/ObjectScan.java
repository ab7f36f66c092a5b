package dev.llmapi.wire.json;

import dev.llmapi.model.Slice;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A scan of one JSON object that comes in slices of any size and is passed on while it comes: it
 * copies out the values of a few top-level members, pairs brackets, and tells whether the object
 * was whole. It checks the structure, not each value: what is not looked at is not judged. A name
 * that is written with escapes is not recognised. One per body, not thread-safe.
 */
public final class ObjectScan {

  private static final int MAX_NAME_BYTES = 32;

  /** No member's value is being read. */
  private static final int NONE = -1;

  private final CapturedMembers members;

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

  /** How many bytes were fed before the slice that is being read. */
  private long fed;

  /** A scan that captures the values of these top-level members. */
  public ObjectScan(String... members) {
    this.members = new CapturedMembers(members);
  }

  /** Scans the next bytes of the body. */
  public void feed(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && !broken) {
      if (inString) {
        at = string(bytes, at, to);
      } else {
        structure(bytes[at], fed + at - from);
        at++;
      }
    }
    fed += to - from;
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
    return members.find(member);
  }

  /** Whether a member is there, however long, and not null. */
  public boolean isGiven(String member) {
    return members.isGiven(member);
  }

  /**
   * How many of the bytes fed came after the last bracket of a member's value; empty where it has
   * none, or is not there.
   */
  public OptionalLong bytesBehind(String member) {
    long end = members.end(member);
    return end < 0 ? OptionalLong.empty() : OptionalLong.of(fed - end - 1);
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
      members.capture(capturing, bytes, from, to);
    }
  }

  private void structure(byte b, long at) {
    if (isPassedOver(b)) {
      return;
    }
    if (depth == 0 && (complete || b != '{')) {
      broken = true;
      return;
    }
    switch (b) {
      case '{', '[' -> open(b);
      case '}', ']' -> close(b, at);
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

  private void close(byte b, long at) {
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
      if (depth == 1 && capturing >= 0) {
        members.endAt(capturing, at);
      }
    }
  }

  private void colon(byte b) {
    if (depth != 1 || capturing != NONE) {
      value(b);
      return;
    }
    capturing = members.begin(name, nameLength);
  }

  private void value(byte b) {
    if (capturing >= 0) {
      members.capture(capturing, b);
    }
  }
}
