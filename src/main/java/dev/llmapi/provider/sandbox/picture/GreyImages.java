package dev.llmapi.provider.sandbox.picture;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;

/**
 * Grey images as RGB, sample by sample.
 *
 * <p>The JDK takes their samples for linear light and brightens them; in files they are not.
 */
final class GreyImages {
  private GreyImages() {}

  /** {@code image} itself unless it is grey. */
  static BufferedImage toRgb(BufferedImage image) {
    if (image.getColorModel().getColorSpace().getType() != ColorSpace.TYPE_GRAY) {
      return image;
    }
    var raster = image.getRaster();
    var clear = raster.getNumBands() > 1;
    var surplus = Math.max(0, raster.getSampleModel().getSampleSize(0) - 8);
    var width = image.getWidth();
    var rgb =
        new BufferedImage(
            width,
            image.getHeight(),
            clear ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
    var row = new int[width];
    var greys = new int[width];
    var alphas = new int[width];
    for (var y = 0; y < image.getHeight(); y++) {
      raster.getSamples(0, y, width, 1, 0, greys);
      if (clear) {
        raster.getSamples(0, y, width, 1, 1, alphas);
      }
      for (var x = 0; x < width; x++) {
        var alpha = clear ? alphas[x] >> surplus : 0xff;
        row[x] = alpha << 24 | (greys[x] >> surplus) * 0x010101;
      }
      rgb.setRGB(0, y, width, 1, row, 0, width);
    }
    return rgb;
  }
}
