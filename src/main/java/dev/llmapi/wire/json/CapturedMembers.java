package dev.llmapi.wire.json;

import dev.llmapi.model.Slice;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * The values of a few members, copied out of an object that is scanned, by their index in the order
 * of the names. One per body, not thread-safe.
 */
final class CapturedMembers {

  /** A value may be this long; a longer one is cut and counts as unreadable. */
  static final int MAX_BYTES = 16 << 10;

  /** A member that nobody asked for. */
  static final int UNWANTED = -2;

  private static final int FIRST_BYTES = 256;
  private static final int ABSENT = -1;
  private static final byte[] JSON_NULL = {'n', 'u', 'l', 'l'};

  private final byte[][] names;
  private final byte[][] values;
  private final int[] lengths;
  private final long[] ends;

  CapturedMembers(String... members) {
    names = new byte[members.length][];
    values = new byte[members.length][FIRST_BYTES];
    lengths = new int[members.length];
    ends = new long[members.length];
    for (int i = 0; i < members.length; i++) {
      names[i] = members[i].getBytes(StandardCharsets.UTF_8);
    }
    Arrays.fill(lengths, ABSENT);
    Arrays.fill(ends, ABSENT);
  }

  /** The index of the member of that name, whose value comes now; or {@link #UNWANTED}. */
  int begin(byte[] name, int length) {
    for (int i = 0; i < names.length; i++) {
      if (Arrays.equals(names[i], 0, names[i].length, name, 0, length)) {
        lengths[i] = 0;
        ends[i] = ABSENT;
        return i;
      }
    }
    return UNWANTED;
  }

  void capture(int index, byte b) {
    int length = lengths[index];
    if (length < MAX_BYTES) {
      room(index, length + 1);
      values[index][length] = b;
      lengths[index]++;
    }
  }

  void capture(int index, byte[] bytes, int from, int to) {
    int length = lengths[index];
    int count = Math.min(to - from, MAX_BYTES - length);
    if (count > 0) {
      room(index, length + count);
      System.arraycopy(bytes, from, values[index], length, count);
      lengths[index] += count;
    }
  }

  private void room(int index, int length) {
    if (values[index].length < length) {
      int grown = Math.max(length, values[index].length * 2);
      values[index] = Arrays.copyOf(values[index], grown);
    }
  }

  /** Notes where the last bracket of a value stands in the body. */
  void endAt(int index, long position) {
    ends[index] = position;
  }

  /** Where the last bracket of a value stands in the body; negative where it has none. */
  long end(String member) {
    int index = indexOf(member);
    return index == ABSENT ? ABSENT : ends[index];
  }

  Optional<Slice> find(String member) {
    int length = lengthOf(member);
    return length > 0 && length < MAX_BYTES
        ? Optional.of(new Slice(values[indexOf(member)], 0, length))
        : Optional.empty();
  }

  boolean isGiven(String member) {
    int length = lengthOf(member);
    // As far as it has come: the beginning of null may be all that a slice ends in.
    int compared = Math.clamp(length, 0, JSON_NULL.length);
    return length > 0 && !Arrays.equals(values[indexOf(member)], 0, length, JSON_NULL, 0, compared);
  }

  private int lengthOf(String member) {
    int index = indexOf(member);
    return index == ABSENT ? ABSENT : lengths[index];
  }

  private int indexOf(String member) {
    byte[] wanted = member.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < names.length; i++) {
      if (Arrays.equals(names[i], wanted)) {
        return i;
      }
    }
    return ABSENT;
  }
}
