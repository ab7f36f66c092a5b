package dev.llmapi.app.lambda;

import java.io.IOException;

/** The characters of a JSON string, as UTF-8 bytes and without a String in between. */
final class JsonText {

  private static final int REPLACEMENT = 0xFFFD;

  private final byte[] json;
  private int read;
  private int written;

  private JsonText(byte[] json, int from) {
    this.json = json;
    this.read = from;
  }

  /**
   * Decodes a JSON string to the beginning of the array it stands in: what is decoded is never
   * longer than what was read. A lone surrogate becomes U+FFFD.
   *
   * @param json UTF-8, overwritten from index 0 on
   * @param from index behind the opening quotation mark, at least 1
   * @return how many bytes were decoded
   * @throws IOException when the string does not end or has an unknown escape
   */
  static int decodeInPlace(byte[] json, int from) throws IOException {
    var text = new JsonText(json, from);
    try {
      text.decode();
    } catch (ArrayIndexOutOfBoundsException e) {
      throw new IOException("a JSON string does not end", e);
    }
    return text.written;
  }

  private void decode() throws IOException {
    copyPlain();
    while (json[read] != '"') {
      read++;
      decodeEscape(json[read++]);
      copyPlain();
    }
  }

  /** Moves everything up to the next quotation mark or backslash in one go. */
  private void copyPlain() {
    int end = read;
    while (json[end] != '"' && json[end] != '\\') {
      end++;
    }
    System.arraycopy(json, read, json, written, end - read);
    written += end - read;
    read = end;
  }

  private void decodeEscape(byte letter) throws IOException {
    switch (letter) {
      case '"', '\\', '/' -> json[written++] = letter;
      case 'b' -> json[written++] = '\b';
      case 'f' -> json[written++] = '\f';
      case 'n' -> json[written++] = '\n';
      case 'r' -> json[written++] = '\r';
      case 't' -> json[written++] = '\t';
      case 'u' -> writeUtf8(readCodePoint());
      default -> throw new IOException("a JSON string has an unknown escape");
    }
  }

  private int readCodePoint() throws IOException {
    int unit = readHex4();
    if (!Character.isSurrogate((char) unit)) {
      return unit;
    }
    if (Character.isHighSurrogate((char) unit) && json[read] == '\\' && json[read + 1] == 'u') {
      int before = read;
      read += 2;
      int low = readHex4();
      if (Character.isLowSurrogate((char) low)) {
        return Character.toCodePoint((char) unit, (char) low);
      }
      read = before;
    }
    return REPLACEMENT;
  }

  private int readHex4() throws IOException {
    int value = 0;
    for (int i = 0; i < 4; i++) {
      int digit = Character.digit(json[read++], 16);
      if (digit < 0) {
        throw new IOException("a JSON string has a malformed escape");
      }
      value = (value << 4) | digit;
    }
    return value;
  }

  private void writeUtf8(int codePoint) {
    if (codePoint < 0x80) {
      json[written++] = (byte) codePoint;
    } else if (codePoint < 0x800) {
      json[written++] = (byte) (0xC0 | (codePoint >> 6));
      writeContinuation(codePoint);
    } else if (codePoint < 0x10000) {
      json[written++] = (byte) (0xE0 | (codePoint >> 12));
      writeContinuation(codePoint >> 6);
      writeContinuation(codePoint);
    } else {
      json[written++] = (byte) (0xF0 | (codePoint >> 18));
      writeContinuation(codePoint >> 12);
      writeContinuation(codePoint >> 6);
      writeContinuation(codePoint);
    }
  }

  private void writeContinuation(int bits) {
    json[written++] = (byte) (0x80 | (bits & 0x3F));
  }
}
