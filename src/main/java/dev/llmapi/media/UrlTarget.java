package dev.llmapi.media;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Path and query of a URL, in the characters that RFC 3986 allows there. */
final class UrlTarget {
  private static final String ALLOWED_PUNCTUATION = "-._~/?:@!$&'()*+,;=";
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private UrlTarget() {}

  /** Encodes what is not allowed, leaves what is already encoded, and sees to the first slash. */
  static String encode(String rest) {
    byte[] bytes = rest.getBytes(StandardCharsets.UTF_8);
    StringBuilder target = new StringBuilder(bytes.length + 16);
    if (!rest.startsWith("/")) {
      target.append('/');
    }
    for (int at = 0; at < bytes.length; at++) {
      char character = (char) (bytes[at] & 0xff);
      if (isAllowed(character) || (character == '%' && isEncoded(bytes, at))) {
        target.append(character);
      } else {
        target.append('%').append(HEX.toHexDigits(bytes[at]));
      }
    }
    return target.toString();
  }

  private static boolean isAllowed(char character) {
    return (character >= 'a' && character <= 'z')
        || (character >= 'A' && character <= 'Z')
        || (character >= '0' && character <= '9')
        || ALLOWED_PUNCTUATION.indexOf(character) >= 0;
  }

  private static boolean isEncoded(byte[] bytes, int percentAt) {
    return percentAt + 2 < bytes.length
        && HexFormat.isHexDigit(bytes[percentAt + 1])
        && HexFormat.isHexDigit(bytes[percentAt + 2]);
  }
}
