package dev.llmapi.provider.sandbox.picture;

/** The formats that the sandbox reads. */
public enum ImageFormat {
  PNG("PNG", 16L << 20),
  JPEG("JPEG", 16L << 20),
  GIF("GIF", 16L << 20),
  /** In memory as a whole while it is decoded. */
  WEBP("WebP", 4L << 20);

  private final String label;
  private final long mostPixels;

  ImageFormat(String label, long mostPixels) {
    this.label = label;
    this.mostPixels = mostPixels;
  }

  public String label() {
    return label;
  }

  /** Larger images are not decoded: their headers must do. */
  long mostPixels() {
    return mostPixels;
  }
}
