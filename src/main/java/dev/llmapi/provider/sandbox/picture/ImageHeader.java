package dev.llmapi.provider.sandbox.picture;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * What an image says of itself before its pixels.
 *
 * @param width in pixels
 * @param height in pixels
 * @param transparent whether its format lets pixels be transparent, and the header says they may
 * @param animated whether it holds more than one frame
 * @param sizeBytes the size of the whole file
 */
public record ImageHeader(
    ImageFormat format,
    int width,
    int height,
    boolean transparent,
    boolean animated,
    int sizeBytes) {

  private static final int GIF_HEADER_BYTES = 13;
  private static final int PNG_SIGNATURE_BYTES = 8;

  /** The header of these bytes; empty if they are no image of a known format, or cut too early. */
  public static Optional<ImageHeader> read(byte[] image) {
    var found =
        startsWith(image, 0, "\u0089PNG\r\n\u001a\n")
            ? readPng(image)
            : startsWith(image, 0, "\u00ff\u00d8\u00ff")
                ? readJpeg(image)
                : startsWith(image, 0, "GIF8")
                    ? readGif(image)
                    : startsWith(image, 0, "RIFF") && startsWith(image, 8, "WEBP")
                        ? readWebp(image)
                        : Optional.<ImageHeader>empty();
    return found.filter(header -> header.width > 0 && header.height > 0);
  }

  /** Width times height. */
  public long pixels() {
    return (long) width * height;
  }

  private static Optional<ImageHeader> readPng(byte[] image) {
    var bytes = ByteBuffer.wrap(image);
    if (image.length < 33) {
      return Optional.empty();
    }
    var colorType = image[25];
    var alpha = colorType == 4 || colorType == 6;
    var animated = false;
    for (var at = PNG_SIGNATURE_BYTES; at >= 0 && at + 12 <= image.length; ) {
      var type = new String(image, at + 4, 4, ISO_8859_1);
      if (type.equals("IDAT")) {
        break;
      }
      alpha |= type.equals("tRNS");
      animated |= type.equals("acTL");
      at += 12 + Math.max(0, bytes.getInt(at));
    }
    return Optional.of(
        new ImageHeader(
            ImageFormat.PNG, bytes.getInt(16), bytes.getInt(20), alpha, animated, image.length));
  }

  private static Optional<ImageHeader> readJpeg(byte[] image) {
    var bytes = ByteBuffer.wrap(image);
    for (var at = 2; at + 9 <= image.length; ) {
      if (image[at] != (byte) 0xff) {
        return Optional.empty();
      }
      var marker = image[at + 1] & 0xff;
      if (isStartOfFrame(marker)) {
        var height = bytes.getShort(at + 5) & 0xffff;
        var width = bytes.getShort(at + 7) & 0xffff;
        return Optional.of(
            new ImageHeader(ImageFormat.JPEG, width, height, false, false, image.length));
      }
      at += marker == 0xff ? 1 : 2 + (bytes.getShort(at + 2) & 0xffff);
    }
    return Optional.empty();
  }

  /** SOF0 to SOF15, without the three markers among them that mean something else. */
  private static boolean isStartOfFrame(int marker) {
    return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
  }

  private static Optional<ImageHeader> readGif(byte[] image) {
    if (image.length < GIF_HEADER_BYTES) {
      return Optional.empty();
    }
    var bytes = ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN);
    var blocks = GifBlocks.scan(image);
    return Optional.of(
        new ImageHeader(
            ImageFormat.GIF,
            bytes.getShort(6) & 0xffff,
            bytes.getShort(8) & 0xffff,
            blocks.transparent(),
            blocks.frames() > 1,
            image.length));
  }

  private static Optional<ImageHeader> readWebp(byte[] image) {
    if (image.length < 30) {
      return Optional.empty();
    }
    var bytes = ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN);
    return switch (new String(image, 12, 4, ISO_8859_1)) {
      case "VP8X" ->
          webp(
              image,
              (bytes.getInt(24) & 0xffffff) + 1,
              (bytes.getInt(26) >>> 8) + 1,
              (image[20] & 0x10) != 0,
              (image[20] & 0x02) != 0);
      case "VP8 " ->
          webp(image, bytes.getShort(26) & 0x3fff, bytes.getShort(28) & 0x3fff, false, false);
      case "VP8L" -> {
        var bits = bytes.getInt(21);
        yield webp(
            image,
            (bits & 0x3fff) + 1,
            ((bits >>> 14) & 0x3fff) + 1,
            ((bits >>> 28) & 1) == 1,
            false);
      }
      default -> Optional.empty();
    };
  }

  private static Optional<ImageHeader> webp(
      byte[] image, int width, int height, boolean transparent, boolean animated) {
    return Optional.of(
        new ImageHeader(ImageFormat.WEBP, width, height, transparent, animated, image.length));
  }

  private static boolean startsWith(byte[] image, int at, String magic) {
    for (var i = 0; i < magic.length(); i++) {
      if (at + i >= image.length || (image[at + i] & 0xff) != magic.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
