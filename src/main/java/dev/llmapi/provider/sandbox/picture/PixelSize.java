package dev.llmapi.provider.sandbox.picture;

/** Width and height in pixels. */
public record PixelSize(int width, int height) {
  public PixelSize {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException("a size is at least 1x1: " + width + "x" + height);
    }
  }

  PixelSize times(int factor) {
    return new PixelSize(width * factor, height * factor);
  }

  /** This size, shrunk in proportion until no side is longer than {@code most}. */
  PixelSize within(int most) {
    var longer = Math.max(width, height);
    return longer <= most
        ? this
        : new PixelSize(
            Math.max(1, (int) ((long) width * most / longer)),
            Math.max(1, (int) ((long) height * most / longer)));
  }

  /** Tokens, counted as OpenAI counts patches: one for each 32 by 32 pixels begun. */
  public int tokens() {
    return Math.ceilDiv(width, 32) * Math.ceilDiv(height, 32);
  }
}
