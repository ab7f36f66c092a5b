package dev.llmapi.provider.sandbox.picture;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.util.List;

/** Places the images of a request on a canvas: one fills it, several share it as a grid. */
record Collage(Graphics2D graphics, PixelSize size) {

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
    var own = sizeOf(image);
    var scale =
        Math.min((double) cell.width() / own.width(), (double) cell.height() / own.height());
    var width = Math.max(1, (int) Math.round(own.width() * scale));
    var height = Math.max(1, (int) Math.round(own.height() * scale));
    var x = left + (cell.width() - width) / 2;
    var y = top + (cell.height() - height) / 2;
    var pixels = Decoder.decode(image, Math.max(width, height));
    if (pixels.isPresent()) {
      graphics.drawImage(pixels.get(), x, y, width, height, null);
    } else {
      graphics.setColor(Color.WHITE);
      graphics.drawRect(x, y, width - 1, height - 1);
      graphics.drawLine(x, y, x + width - 1, y + height - 1);
    }
  }
}
