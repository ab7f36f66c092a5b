package dev.llmapi.media;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * Checks an image that lies as base64 inside a request's body, in one pass and where it lies.
 *
 * <p>Base64 is taken strictly (RFC 4648, section 4, with padding), since providers do: no line
 * breaks, no URL-safe alphabet. Base64 with JSON escapes is copied once to be checked without them;
 * the common clients that escape are PHP's and .NET's.
 */
public final class Base64Image {
  private static final Map<Character, String> HINTS =
      Map.of(
          '\n', "a line break; send base64 without white space",
          '\r', "a line break; send base64 without white space",
          ' ', "a space; send base64 without white space",
          '\t', "a tab; send base64 without white space",
          '-', "'-' of the URL-safe alphabet; use '+' and '/'",
          '_', "'_' of the URL-safe alphabet; use '+' and '/'",
          '=', "padding before the end",
          '%', "'%'; percent-encoding has no place in base64");

  private Base64Image() {}

  /**
   * Checks the image whose base64 is {@code array[from, to)}, the content of a JSON string.
   *
   * @param mediaType what the client declares, without parameters
   */
  public static ImageCheck check(
      byte[] array, int from, int to, String mediaType, ImageLimits limits) {
    if (ImageFormat.findByMediaType(mediaType).isEmpty()) {
      return refuseMediaType(mediaType);
    }
    int end = to - paddingCharacters(array, from, to);
    int foreign = Base64Alphabet.findForeign(array, from, end);
    if (foreign < end && array[foreign] == '\\') {
      return checkEscaped(array, from, to, mediaType, limits);
    }
    return refuseSize(end - from, limits)
        .or(() -> foreign < end ? refuseForeign(array, from, foreign) : refuseLength(to - from))
        .<ImageCheck>map(refused -> refused)
        .orElseGet(() ->
            switch (ImageBytes.check(new Base64Bytes(array, from, end - from), mediaType, limits)) {
              case ImageRefused refused -> refused;
              case ImageHeader header -> new ImageCheck.Accepted(header, from, to, false);
            });
  }

  /** What the image in {@code array[from, to)} says of itself; empty where it cannot be read. */
  public static Optional<ImageHeader> header(byte[] array, int from, int to) {
    int end = to - paddingCharacters(array, from, to);
    return ImageHeader.read(new Base64Bytes(array, from, end - from)) instanceof ImageHeader header
        ? Optional.of(header)
        : Optional.empty();
  }

  private static ImageRefused refuseMediaType(String mediaType) {
    String problem =
        mediaType.isEmpty()
            ? "the data URL names no media type"
            : "the media type %s is not accepted".formatted(Shown.of(mediaType));
    return new ImageRefused(
        ImageRefusal.MEDIA_TYPE_UNSUPPORTED, problem + "; send " + ImageFormat.ACCEPTED);
  }

  static byte[] decode(byte[] array, ImageCheck.Accepted image) {
    ByteBuffer base64 =
        image.escaped()
            ? JsonText.unescape(array, image.payloadFrom(), image.payloadTo())
                .map(ByteBuffer::wrap)
                .orElseThrow(() -> new IllegalArgumentException("not the array that was checked"))
            : ByteBuffer.wrap(array, image.payloadFrom(), image.payloadTo() - image.payloadFrom());
    ByteBuffer decoded = Base64.getDecoder().decode(base64);
    byte[] bytes = new byte[decoded.remaining()];
    decoded.get(bytes);
    return bytes;
  }

  private static ImageCheck checkEscaped(
      byte[] array, int from, int to, String mediaType, ImageLimits limits) {
    Optional<byte[]> plain = JsonText.unescape(array, from, to);
    if (plain.isEmpty()) {
      return new ImageRefused(
          ImageRefusal.BASE64_MALFORMED, "the base64 holds a broken JSON escape");
    }
    byte[] base64 = plain.get();
    return switch (check(base64, 0, base64.length, mediaType, limits)) {
      case ImageRefused refused -> refused;
      case ImageCheck.Accepted accepted ->
          new ImageCheck.Accepted(accepted.header(), from, to, true);
    };
  }

  private static int paddingCharacters(byte[] array, int from, int to) {
    int padding = 0;
    while (padding < 2 && to - padding > from && array[to - padding - 1] == '=') {
      padding++;
    }
    return padding;
  }

  private static Optional<ImageRefused> refuseSize(int characters, ImageLimits limits) {
    return limits.refuseBytes(characters * 3L / 4);
  }

  private static Optional<ImageRefused> refuseForeign(byte[] array, int from, int foreign) {
    char character = (char) (array[foreign] & 0xff);
    String found =
        HINTS.getOrDefault(
            character, "a character outside its alphabet (byte 0x%02x)".formatted((int) character));
    return Optional.of(
        new ImageRefused(
            ImageRefusal.BASE64_MALFORMED,
            "the base64 holds, at character %d, %s".formatted(foreign - from + 1, found)));
  }

  private static Optional<ImageRefused> refuseLength(int characters) {
    return characters % 4 == 0
        ? Optional.empty()
        : Optional.of(
            new ImageRefused(
                ImageRefusal.BASE64_MALFORMED,
                "the base64 has %d characters, not a multiple of 4: it was cut, or padding is missing"
                    .formatted(characters)));
  }
}
