package dev.llmapi.wire.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds quotes 32 bytes at a time (the zero-byte trick of Hacker's Delight, section 6-1), since
 * nearly all of a big answer is one base64 string.
 */
final class Quotes {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;
  private static final long QUOTES = 0x2222222222222222L;

  private Quotes() {}

  /** The first quote at or after {@code from}, or {@code to}. */
  static int indexOf(byte[] bytes, int from, int to) {
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
