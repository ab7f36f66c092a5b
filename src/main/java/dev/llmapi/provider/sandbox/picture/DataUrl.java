package dev.llmapi.provider.sandbox.picture;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/**
 * A base64 data URL (RFC 2397), kept as a place in the bytes that it was found in.
 *
 * @param mediaType in lower case, empty where the URL names none
 * @param base64 the characters after the comma; a view, valid as long as the request's bytes are
 */
public record DataUrl(String mediaType, ByteBuffer base64) {
  private static final byte[] SCHEME = "data:".getBytes(StandardCharsets.US_ASCII);
  private static final String MARK = ";base64";
  private static final int MOST_HEADER_BYTES = 200;

  /**
   * The data URL that is the whole of a JSON string whose first byte, after the quote, is at {@code
   * start}; empty if that string is another, or holds an escape.
   */
  public static Optional<DataUrl> find(byte[] json, int start, int end) {
    if (!startsWithScheme(json, start, end)) {
      return Optional.empty();
    }
    for (var i = start; i < end && json[i] != '\\'; i++) {
      if (json[i] == '"') {
        return parse(ByteBuffer.wrap(json, start, i - start).slice());
      }
    }
    return Optional.empty();
  }

  /** The data URL in this text; empty if it is another. */
  public static Optional<DataUrl> parse(String url) {
    return url.startsWith("data:")
        ? parse(ByteBuffer.wrap(url.getBytes(StandardCharsets.ISO_8859_1)))
        : Optional.empty();
  }

  private static Optional<DataUrl> parse(ByteBuffer url) {
    var comma = 0;
    while (comma < url.limit() && url.get(comma) != ',') {
      comma++;
    }
    if (comma == url.limit() || comma > MOST_HEADER_BYTES) {
      return Optional.empty();
    }
    var header = ascii(url.slice(SCHEME.length, comma - SCHEME.length)).toLowerCase(Locale.ROOT);
    if (!header.endsWith(MARK)) {
      return Optional.empty();
    }
    var semicolon = header.indexOf(';');
    var base64 = url.slice(comma + 1, url.limit() - comma - 1);
    return Optional.of(new DataUrl(header.substring(0, semicolon), base64));
  }

  private static boolean startsWithScheme(byte[] json, int start, int end) {
    if (end - start < SCHEME.length) {
      return false;
    }
    for (var i = 0; i < SCHEME.length; i++) {
      if ((json[start + i] | 0x20) != SCHEME[i]) {
        return false;
      }
    }
    return true;
  }

  private static String ascii(ByteBuffer bytes) {
    return StandardCharsets.US_ASCII.decode(bytes).toString();
  }

  /**
   * The bytes that the URL carries, decoded anew at each call.
   *
   * @throws IllegalArgumentException if it is not base64
   */
  public byte[] decode() {
    var decoded = Base64.getDecoder().decode(base64.duplicate());
    var start = decoded.arrayOffset();
    return start == 0 && decoded.remaining() == decoded.array().length
        ? decoded.array()
        : Arrays.copyOfRange(decoded.array(), start, start + decoded.remaining());
  }
}
