package dev.llmapi.media;

import java.io.ByteArrayOutputStream;
import java.util.Optional;

/** The content of a JSON string (RFC 8259, section 7), for texts that should be ASCII. */
final class JsonText {
  private static final String ESCAPED = "\"\\/bfnrt";
  private static final String MEANT = "\"\\/\b\f\n\r\t";
  private static final int NOT_ASCII = 0xff;

  private JsonText() {}

  /**
   * The text without escapes; empty where an escape is broken. A {@code \\u} escape beyond ASCII
   * becomes byte {@code 0xff}, which no check of ours lets pass.
   */
  static Optional<byte[]> unescape(byte[] array, int from, int to) {
    ByteArrayOutputStream plain = new ByteArrayOutputStream(to - from);
    int at = from;
    while (at < to) {
      int run = runEnd(array, at, to);
      plain.write(array, at, run - at);
      if (run == to) {
        return Optional.of(plain.toByteArray());
      }
      int meant = run + 1 < to ? meaning(array, run + 1, to) : -1;
      if (meant < 0) {
        return Optional.empty();
      }
      plain.write(meant);
      at = run + (array[run + 1] == 'u' ? 6 : 2);
    }
    return Optional.of(plain.toByteArray());
  }

  private static int runEnd(byte[] array, int from, int to) {
    int at = from;
    while (at < to && array[at] != '\\') {
      at++;
    }
    return at;
  }

  private static int meaning(byte[] array, int at, int to) {
    if (array[at] == 'u') {
      return codeUnit(array, at + 1, to);
    }
    int index = ESCAPED.indexOf(array[at]);
    return index < 0 ? -1 : MEANT.charAt(index);
  }

  private static int codeUnit(byte[] array, int from, int to) {
    if (to - from < 4) {
      return -1;
    }
    int unit = 0;
    for (int at = from; at < from + 4; at++) {
      int digit = Character.digit(array[at], 16);
      if (digit < 0) {
        return -1;
      }
      unit = unit << 4 | digit;
    }
    return unit < 0x80 ? unit : NOT_ASCII;
  }
}
