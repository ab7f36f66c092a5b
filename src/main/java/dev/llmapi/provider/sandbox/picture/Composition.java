package dev.llmapi.provider.sandbox.picture;

import dev.llmapi.provider.sandbox.picture.Sketch.Figure;
import java.awt.Graphics2D;
import java.util.List;

/** Where the figures of a picture stand: in rows, or, in a landscape, on the ground and above. */
record Composition(Graphics2D graphics, PixelSize size) {
  private static final double GROUND = 0.82;

  /** How far from the middle one figure in the sky stands, so as not to be hidden. */
  private static final double ASIDE = 0.26;

  /** Draws the figures in as many rows as their number and the picture's proportions ask for. */
  void inRows(List<Figure> figures) {
    var columns =
        (int) Math.ceil(Math.sqrt(figures.size() * (double) size.width() / size.height()));
    var across = Math.max(1, Math.min(figures.size(), columns));
    var down = Math.max(1, Math.ceilDiv(figures.size(), across));
    var width = (double) size.width() / across;
    var height = size.height() * 0.84 / down;
    var painter = new ShapePainter(graphics);
    for (var i = 0; i < figures.size(); i++) {
      var row = i / across;
      var last = row == down - 1 ? figures.size() - row * across : across;
      var left = (size.width() - last * width) / 2;
      painter.draw(
          figures.get(i),
          left + (i % across + 0.5) * width,
          size.height() * 0.04 + (row + 0.5) * height,
          Math.min(width, height) * 0.38);
    }
  }

  /** Draws what belongs in the sky there, and the rest side by side on the ground. */
  void inLandscape(List<Figure> figures) {
    var above = figures.stream().filter(figure -> figure.shape().isInSky()).toList();
    var below = figures.stream().filter(figure -> !figure.shape().isInSky()).toList();
    var shift = above.size() == 1 && !below.isEmpty() ? ASIDE : 0;
    line(above, 0.2, 0.15, shift);
    line(below, GROUND, 0.24, 0);
  }

  /**
   * One line of figures, {@code most} of the height to each side at the largest, shifted by a part
   * of the width.
   */
  private void line(List<Figure> figures, double height, double most, double shift) {
    var width = (double) size.width() / Math.max(1, figures.size());
    var radius = Math.min(size.height() * most, width * 0.44);
    var painter = new ShapePainter(graphics);
    for (var i = 0; i < figures.size(); i++) {
      var large = figures.get(i).shape() == Shape.MOUNTAIN ? 1.15 : 1;
      var middle = size.height() * height - (height > 0.5 ? radius * large : 0);
      painter.draw(
          figures.get(i), (i + 0.5) * width + shift * size.width(), middle, radius * large);
    }
  }
}
