package dev.llmapi.provider.sandbox.picture;

import static dev.llmapi.provider.sandbox.picture.ShapePainter.circle;
import static dev.llmapi.provider.sandbox.picture.ShapePainter.triangle;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.QuadCurve2D;

/** Draws animals that sit, seen from the front. */
record AnimalPainter(Graphics2D graphics) {

  void cat(double x, double y, double radius, NamedColor color) {
    var fur = new Color(color.rgb());
    body(x, y, radius, fur);
    graphics.fill(triangle(x - radius * 0.3, y - radius * 0.5, radius * 0.2, radius * 0.5));
    graphics.fill(triangle(x + radius * 0.3, y - radius * 0.5, radius * 0.2, radius * 0.5));
    face(x, y, radius, color);
    graphics.setStroke(new BasicStroke((float) Math.max(1, radius * 0.012)));
    for (var i = -1; i <= 1; i++) {
      whisker(x - radius * 0.12, y - radius * 0.22, -radius * 0.45, i * radius * 0.08);
      whisker(x + radius * 0.12, y - radius * 0.22, radius * 0.45, i * radius * 0.08);
    }
  }

  void dog(double x, double y, double radius, NamedColor color) {
    var fur = new Color(color.rgb());
    body(x, y, radius, fur);
    graphics.setColor(fur.darker());
    graphics.fill(oval(x - radius * 0.5, y - radius * 0.3, radius * 0.16, radius * 0.36));
    graphics.fill(oval(x + radius * 0.5, y - radius * 0.3, radius * 0.16, radius * 0.36));
    graphics.setColor(light(fur));
    graphics.fill(oval(x, y - radius * 0.18, radius * 0.24, radius * 0.19));
    face(x, y, radius, color);
  }

  /** Tail, body, chest and paws, and the head in the colour that is then set. */
  private void body(double x, double y, double radius, Color fur) {
    graphics.setColor(fur.darker());
    graphics.setStroke(
        new BasicStroke((float) (radius * 0.14), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    graphics.draw(
        new QuadCurve2D.Double(
            x + radius * 0.35,
            y + radius * 0.85,
            x + radius * 1.05,
            y + radius * 0.85,
            x + radius * 0.8,
            y + radius * 0.2));
    graphics.setColor(fur);
    graphics.fill(oval(x, y + radius * 0.45, radius * 0.48, radius * 0.55));
    graphics.setColor(light(fur));
    graphics.fill(oval(x, y + radius * 0.45, radius * 0.24, radius * 0.36));
    graphics.fill(oval(x - radius * 0.24, y + radius * 0.92, radius * 0.17, radius * 0.08));
    graphics.fill(oval(x + radius * 0.24, y + radius * 0.92, radius * 0.17, radius * 0.08));
    graphics.setColor(fur);
    graphics.fill(circle(x, y - radius * 0.32, radius * 0.46));
  }

  private void face(double x, double y, double radius, NamedColor color) {
    var dark = color == NamedColor.BLACK;
    graphics.setColor(dark ? Color.WHITE : Color.BLACK);
    graphics.fill(circle(x - radius * 0.17, y - radius * 0.4, radius * 0.065));
    graphics.fill(circle(x + radius * 0.17, y - radius * 0.4, radius * 0.065));
    graphics.fill(oval(x, y - radius * 0.25, radius * 0.07, radius * 0.05));
  }

  private void whisker(double x, double y, double across, double down) {
    graphics.draw(new Line2D.Double(x, y, x + across, y + down));
  }

  private static Color light(Color fur) {
    return new Color(
        (fur.getRed() + 255) / 2, (fur.getGreen() + 255) / 2, (fur.getBlue() + 255) / 2);
  }

  private static Ellipse2D oval(double x, double y, double halfWidth, double halfHeight) {
    return new Ellipse2D.Double(x - halfWidth, y - halfHeight, 2 * halfWidth, 2 * halfHeight);
  }
}
