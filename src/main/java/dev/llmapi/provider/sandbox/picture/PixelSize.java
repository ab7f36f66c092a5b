package dev.llmapi.provider.sandbox.picture;

/** Width and height in pixels. */
public record PixelSize(int width, int height) {
  private static final int MOST_TOKENS = 128 * 128;

  public PixelSize {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException("a size is at least 1x1: " + width + "x" + height);
    }
  }

  /** This size turned by a quarter. */
  @SuppressWarnings("ArgumentSelectionDefectChecker") // that is what turning does
  PixelSize turned() {
    return new PixelSize(height, width);
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

  /**
   * Tokens, counted as OpenAI counts patches: one for each 32 by 32 pixels begun, and no more than
   * a square of 4096 pixels has.
   */
  public int tokens() {
    return (int) Math.min(MOST_TOKENS, (long) Math.ceilDiv(width, 32) * Math.ceilDiv(height, 32));
  }
}
