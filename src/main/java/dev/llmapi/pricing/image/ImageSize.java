package dev.llmapi.pricing.image;

/** The size of an image in pixels, by its header. */
public record ImageSize(int width, int height) {

  /** What floating point may add to a whole number. */
  private static final double INEXACT = 1e-6;

  public ImageSize {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(width + "x" + height + " is no size");
    }
  }

  long area() {
    return (long) width * height;
  }

  ImageSize turned() {
    return new ImageSize(/* width= */ height, /* height= */ width);
  }

  int longer() {
    return Math.max(width, height);
  }

  int shorter() {
    return Math.min(width, height);
  }

  /** Scaled down by a factor, each side rounded up; never scaled up. */
  ImageSize shrunk(double factor) {
    return factor >= 1 ? this : new ImageSize(side(width * factor), side(height * factor));
  }

  private static int side(double exact) {
    return Math.max(1, (int) Math.ceil(exact - INEXACT));
  }

  /** How many squares of that side cover it. */
  long squares(int side) {
    return (long) Math.ceilDiv(width, side) * Math.ceilDiv(height, side);
  }
}
