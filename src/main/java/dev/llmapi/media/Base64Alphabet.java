package dev.llmapi.media;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The standard base64 alphabet of RFC 4648, section 4: which bytes are in it and what they mean.
 */
final class Base64Alphabet {
  private static final String CHARACTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  private static final byte FOREIGN = -1;
  private static final byte[] VALUES = values();

  private static final int BLOCK_BYTES = 4096;
  private static final long EACH = 0x0101010101010101L;
  private static final long HIGH = EACH << 7;

  private Base64Alphabet() {}

  /** The six bits of a character that is known to be in the alphabet. */
  static int value(byte character) {
    return VALUES[character];
  }

  /** The index of the first byte in {@code [from, to)} outside the alphabet, or {@code to}. */
  static int findForeign(byte[] array, int from, int to) {
    ByteBuffer words = ByteBuffer.wrap(array).order(ByteOrder.nativeOrder());
    int at = from;
    while (to - at >= BLOCK_BYTES && isMember(words, at)) {
      at += BLOCK_BYTES;
    }
    while (at < to && isMember(array[at])) {
      at++;
    }
    return at;
  }

  /*
   * The compiler makes vector instructions of this loop as it stands: no way out of it but the end,
   * one reduction, and ByteBuffer's access (a VarHandle on the array is left scalar, at ten times
   * the time).
   */
  private static boolean isMember(ByteBuffer words, int from) {
    long members = HIGH;
    for (int i = 0; i < BLOCK_BYTES; i += Long.BYTES) {
      members &= members(words.getLong(from + i));
    }
    return members == HIGH;
  }

  private static boolean isMember(byte character) {
    return character >= 0 && VALUES[character] != FOREIGN;
  }

  /*
   * Eight bytes at once. Adding (0x80 - low) to a byte below 0x80 sets its high bit if it is at
   * least low; adding (0x7f - high) sets it if it is above high. '/' stands just before '0', and
   * 0x20 folds both cases of a letter, so three ranges are enough. A byte above 0x7f may carry into
   * its neighbour, but the last term refuses the word then anyway.
   */
  private static long members(long word) {
    long folded = word | 0x20 * EACH;
    long letters = (folded + (0x80 - 'a') * EACH) & ~(folded + (0x7f - 'z') * EACH);
    long digitsAndSlash = (word + (0x80 - '/') * EACH) & ~(word + (0x7f - '9') * EACH);
    long notPlus = (word ^ '+' * EACH) + 0x7f * EACH;
    return (letters | digitsAndSlash | ~notPlus) & ~word & HIGH;
  }

  private static byte[] values() {
    byte[] values = new byte[0x80];
    Arrays.fill(values, FOREIGN);
    for (int i = 0; i < CHARACTERS.length(); i++) {
      values[CHARACTERS.charAt(i)] = (byte) i;
    }
    return values;
  }
}
