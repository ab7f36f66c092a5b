package dev.llmapi.provider.sandbox.picture;

/** The formats whose headers the sandbox reads. */
public enum ImageFormat {
  PNG("PNG", true),
  JPEG("JPEG", true),
  GIF("GIF", true),
  WEBP("WebP", false);

  private final String label;
  private final boolean pixelsReadable;

  ImageFormat(String label, boolean pixelsReadable) {
    this.label = label;
    this.pixelsReadable = pixelsReadable;
  }

  public String label() {
    return label;
  }

  /** Whether the JDK decodes it. */
  public boolean pixelsReadable() {
    return pixelsReadable;
  }
}
