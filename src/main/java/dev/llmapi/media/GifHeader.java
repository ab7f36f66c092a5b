package dev.llmapi.media;

/**
 * Reads GIF (GIF89a specification): the screen, then blocks up to the trailer. The walk goes from
 * sub-block to sub-block; a second frame makes it animated.
 */
final class GifHeader {
  private static final int SCREEN_BYTES = 13;
  private static final int IMAGE_BYTES = 10;

  private static final int EXTENSION = 0x21;
  private static final int GRAPHIC_CONTROL = 0xf9;
  private static final int IMAGE = 0x2c;
  private static final int TRAILER = 0x3b;

  private final ByteView bytes;
  private int frames;
  private boolean alpha;

  private GifHeader(ByteView bytes) {
    this.bytes = bytes;
  }

  static HeaderRead read(ByteView bytes) {
    if (!bytes.has(0, SCREEN_BYTES)) {
      return ImageRefused.truncated(ImageFormat.GIF);
    }
    int width = bytes.u16LittleEndian(6);
    int height = bytes.u16LittleEndian(8);
    if (width == 0 || height == 0) {
      return ImageRefused.malformed(ImageFormat.GIF, "it has no width and height");
    }
    GifHeader walk = new GifHeader(bytes);
    boolean whole = walk.reachesTrailer();
    return new ImageHeader(ImageFormat.GIF, width, height, walk.frames > 1, walk.alpha, whole);
  }

  private boolean reachesTrailer() {
    int at = SCREEN_BYTES + paletteBytes(bytes.at(10));
    while (bytes.has(at, 1)) {
      switch (bytes.at(at)) {
        case TRAILER -> {
          return true;
        }
        case EXTENSION -> at = afterExtension(at);
        case IMAGE -> at = afterImage(at);
        case 0 -> at++; // a stray terminator, which decoders skip
        default -> {
          return false;
        }
      }
    }
    return false;
  }

  private int afterExtension(int at) {
    if (bytes.has(at, 4) && bytes.at(at + 1) == GRAPHIC_CONTROL) {
      alpha |= (bytes.at(at + 3) & 1) != 0;
    }
    return afterSubBlocks(at + 2);
  }

  private int afterImage(int at) {
    if (!bytes.has(at, IMAGE_BYTES)) {
      return bytes.size();
    }
    frames++;
    int codeSizeAt = at + IMAGE_BYTES + paletteBytes(bytes.at(at + IMAGE_BYTES - 1));
    return afterSubBlocks(codeSizeAt + 1);
  }

  private int afterSubBlocks(int from) {
    int at = from;
    while (bytes.has(at, 1)) {
      int length = bytes.at(at);
      at += 1 + length;
      if (length == 0) {
        return at;
      }
    }
    return bytes.size();
  }

  private static int paletteBytes(int flags) {
    return (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);
  }
}
