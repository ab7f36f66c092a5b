package dev.llmapi.media;

/**
 * Reads PNG (W3C PNG, third edition, section 5): a signature, then chunks of length, type, content
 * and checksum up to {@code IEND}. The walk goes from chunk to chunk and looks into none but the
 * first.
 */
final class PngHeader {
  private static final int SIGNATURE_BYTES = 8;
  private static final int CHUNK_FRAME_BYTES = 12;
  private static final int HEADER_END = 33;

  private static final int IHDR = 0x49484452;
  private static final int IEND = 0x49454e44;
  private static final int TRNS = 0x74524e53;
  private static final int ACTL = 0x6163544c;

  /** The bit of the colour type that says: with an alpha channel. */
  private static final int COLOUR_ALPHA = 4;

  private PngHeader() {}

  static HeaderRead read(ByteView bytes) {
    if (!bytes.has(0, HEADER_END)) {
      return ImageRefused.truncated(ImageFormat.PNG);
    }
    int width = bytes.s32(16);
    int height = bytes.s32(20);
    if (bytes.s32(SIGNATURE_BYTES + 4) != IHDR || width <= 0 || height <= 0) {
      return ImageRefused.malformed(ImageFormat.PNG, "it has no width and height");
    }
    boolean alpha = (bytes.at(25) & COLOUR_ALPHA) != 0;
    boolean animated = false;
    long at = HEADER_END;
    while (bytes.has(at, CHUNK_FRAME_BYTES)) {
      int type = bytes.s32((int) at + 4);
      if (type == IEND) {
        return new ImageHeader(ImageFormat.PNG, width, height, animated, alpha, true);
      }
      alpha |= type == TRNS;
      animated |= type == ACTL;
      at += CHUNK_FRAME_BYTES + Integer.toUnsignedLong(bytes.s32((int) at));
    }
    return new ImageHeader(ImageFormat.PNG, width, height, animated, alpha, false);
  }
}
