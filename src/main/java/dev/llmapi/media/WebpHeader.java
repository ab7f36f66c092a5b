package dev.llmapi.media;

/**
 * Reads WebP (RFC 9649): a RIFF container whose first chunk is {@code VP8 } (lossy), {@code VP8L}
 * (lossless) or {@code VP8X} (extended, with alpha or frames).
 */
final class WebpHeader {
  private static final int RIFF_FRAME_BYTES = 8;
  private static final int FIRST_CHUNK = 12;
  private static final int CONTENT = 20;

  private static final int LOSSY = 0x56503820;
  private static final int LOSSLESS = 0x5650384c;
  private static final int EXTENDED = 0x56503858;

  private static final int LOSSY_KEY_FRAME = 0x9d012a;
  private static final int LOSSLESS_SIGNATURE = 0x2f;
  private static final int EXTENDED_ANIMATION = 0x02;
  private static final int EXTENDED_ALPHA = 0x10;
  private static final int FOURTEEN_BITS = 0x3fff;

  private WebpHeader() {}

  static HeaderRead read(ByteView bytes) {
    if (!bytes.has(FIRST_CHUNK, 4)) {
      return ImageRefused.truncated(ImageFormat.WEBP);
    }
    return switch (bytes.s32(FIRST_CHUNK)) {
      case LOSSY -> readLossy(bytes);
      case LOSSLESS -> readLossless(bytes);
      case EXTENDED -> readExtended(bytes);
      default -> ImageRefused.malformed(ImageFormat.WEBP, "its first chunk is not an image");
    };
  }

  private static HeaderRead readLossy(ByteView bytes) {
    if (!bytes.has(CONTENT, 10)) {
      return ImageRefused.truncated(ImageFormat.WEBP);
    }
    if ((bytes.s32(CONTENT + 2) & 0xffffff) != LOSSY_KEY_FRAME) {
      return ImageRefused.malformed(ImageFormat.WEBP, "it does not begin with a key frame");
    }
    int width = bytes.u16LittleEndian(CONTENT + 6) & FOURTEEN_BITS;
    int height = bytes.u16LittleEndian(CONTENT + 8) & FOURTEEN_BITS;
    return header(bytes, width, height, 0);
  }

  private static HeaderRead readLossless(ByteView bytes) {
    if (!bytes.has(CONTENT, 5)) {
      return ImageRefused.truncated(ImageFormat.WEBP);
    }
    if (bytes.at(CONTENT) != LOSSLESS_SIGNATURE) {
      return ImageRefused.malformed(ImageFormat.WEBP, "its lossless signature is missing");
    }
    int bits = (int) bytes.u32LittleEndian(CONTENT + 1);
    int width = (bits & FOURTEEN_BITS) + 1;
    int height = (bits >>> 14 & FOURTEEN_BITS) + 1;
    boolean alpha = (bits >>> 28 & 1) != 0;
    return header(bytes, width, height, alpha ? EXTENDED_ALPHA : 0);
  }

  private static HeaderRead readExtended(ByteView bytes) {
    if (!bytes.has(CONTENT, 10)) {
      return ImageRefused.truncated(ImageFormat.WEBP);
    }
    int width = bytes.u24LittleEndian(CONTENT + 4) + 1;
    int height = bytes.u24LittleEndian(CONTENT + 7) + 1;
    return header(bytes, width, height, bytes.at(CONTENT));
  }

  private static HeaderRead header(ByteView bytes, int width, int height, int flags) {
    if (width == 0 || height == 0) {
      return ImageRefused.malformed(ImageFormat.WEBP, "it has no width and height");
    }
    boolean animated = (flags & EXTENDED_ANIMATION) != 0;
    boolean alpha = (flags & EXTENDED_ALPHA) != 0;
    boolean whole = bytes.u32LittleEndian(4) + RIFF_FRAME_BYTES <= bytes.size();
    return new ImageHeader(ImageFormat.WEBP, width, height, animated, alpha, whole);
  }
}
