package dev.llmapi.provider.sandbox.picture;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * Places the images of a request on a canvas: one fills it, several share it as a grid.
 *
 * @param turned whether each is turned by a quarter, clockwise
 */
record Collage(Graphics2D graphics, PixelSize size, boolean turned) {
  /** Images are decoded to less than twice this: what they cost in memory adds to the canvas. */
  private static final int MOST_SIDE = 1024;

  static PixelSize sizeOf(SentImage.Embedded image) {
    return new PixelSize(image.header().width(), image.header().height());
  }

  void place(List<SentImage.Embedded> images) {
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.setColor(new Color(NamedColor.GREY.rgb()));
    graphics.fillRect(0, 0, size.width(), size.height());
    var columns = (int) Math.ceil(Math.sqrt(images.size()));
    var rows = Math.ceilDiv(images.size(), columns);
    var cell =
        new PixelSize(Math.max(1, size.width() / columns), Math.max(1, size.height() / rows));
    for (var i = 0; i < images.size(); i++) {
      place(images.get(i), i % columns * cell.width(), i / columns * cell.height(), cell);
    }
  }

  /** Draws one image as large as its cell allows, in its own proportions. */
  private void place(SentImage.Embedded image, int left, int top, PixelSize cell) {
    var sent = sizeOf(image);
    var own = turned ? sent.turned() : sent;
    var scale =
        Math.min((double) cell.width() / own.width(), (double) cell.height() / own.height());
    var width = Math.max(1, (int) Math.round(own.width() * scale));
    var height = Math.max(1, (int) Math.round(own.height() * scale));
    var x = left + (cell.width() - width) / 2;
    var y = top + (cell.height() - height) / 2;
    var pixels = Decoder.decode(image, Math.min(MOST_SIDE, Math.max(width, height)));
    if (pixels.isPresent()) {
      draw(pixels.get(), x, y, width, height);
    } else {
      graphics.setColor(Color.WHITE);
      graphics.drawRect(x, y, width - 1, height - 1);
      graphics.drawLine(x, y, x + width - 1, y + height - 1);
    }
  }

  private void draw(BufferedImage pixels, int x, int y, int width, int height) {
    if (!turned) {
      graphics.drawImage(pixels, x, y, width, height, null);
      return;
    }
    var before = graphics.getTransform();
    graphics.translate(x + width, y);
    graphics.rotate(Math.PI / 2);
    graphics.drawImage(pixels, 0, 0, height, width, null);
    graphics.setTransform(before);
  }
}
