package dev.llmapi.provider.sandbox.picture;

/**
 * What the blocks of a GIF tell (GIF89a, sections 17 to 26): how many frames, and whether one names
 * a transparent colour.
 */
record GifBlocks(int frames, boolean transparent) {
  private static final int EXTENSION = 0x21;
  private static final int GRAPHIC_CONTROL = 0xf9;
  private static final int IMAGE = 0x2c;

  /** Reads as far as the bytes are whole. */
  static GifBlocks scan(byte[] gif) {
    var frames = 0;
    var transparent = false;
    var at = 13 + colorTableBytes(gif[10]);
    while (at + 10 < gif.length) {
      switch (gif[at] & 0xff) {
        case EXTENSION -> {
          transparent |= (gif[at + 1] & 0xff) == GRAPHIC_CONTROL && (gif[at + 3] & 1) == 1;
          at = afterSubBlocks(gif, at + 2);
        }
        case IMAGE -> {
          frames++;
          at = afterSubBlocks(gif, at + 11 + colorTableBytes(gif[at + 9]));
        }
        default -> at = gif.length;
      }
    }
    return new GifBlocks(frames, transparent);
  }

  private static int colorTableBytes(byte flags) {
    return (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);
  }

  private static int afterSubBlocks(byte[] gif, int first) {
    var at = first;
    while (at < gif.length && gif[at] != 0) {
      at += 1 + (gif[at] & 0xff);
    }
    return at + 1;
  }
}
