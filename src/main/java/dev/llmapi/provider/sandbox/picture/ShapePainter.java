package dev.llmapi.provider.sandbox.picture;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/** Draws a shape into a square around a point. */
final class ShapePainter {
  private static final int STAR_POINTS = 5;
  private static final int SUN_RAYS = 12;

  private final Graphics2D graphics;

  ShapePainter(Graphics2D graphics) {
    this.graphics = graphics;
  }

  /** Draws {@code shape} around (x, y), {@code radius} to each side. */
  void draw(Shape shape, NamedColor color, double x, double y, double radius) {
    graphics.setColor(new Color(color.rgb()));
    switch (shape) {
      case CIRCLE -> graphics.fill(circle(x, y, radius));
      case SQUARE -> graphics.fill(box(x, y, radius * 0.85, radius * 0.85));
      case RECTANGLE -> graphics.fill(box(x, y, radius, radius * 0.6));
      case TRIANGLE -> graphics.fill(polygon(x, y, radius, radius, 3));
      case STAR -> graphics.fill(polygon(x, y, radius, radius * 0.42, 2 * STAR_POINTS));
      case HEART -> graphics.fill(heart(x, y, radius));
      case SUN -> {
        graphics.fill(polygon(x, y, radius, radius * 0.72, 2 * SUN_RAYS));
        graphics.fill(circle(x, y, radius * 0.65));
      }
      case MOON -> graphics.fill(moon(x, y, radius));
      case HOUSE -> house(x, y, radius, color);
      case TREE -> tree(x, y, radius, color);
    }
  }

  private void house(double x, double y, double radius, NamedColor color) {
    graphics.fill(box(x, y + radius * 0.35, radius * 0.7, radius * 0.6));
    graphics.setColor(
        new Color(color == NamedColor.RED ? NamedColor.BROWN.rgb() : NamedColor.RED.rgb()));
    graphics.fill(polygon(x, y - radius * 0.3, radius, radius, 3));
    graphics.setColor(new Color(NamedColor.YELLOW.rgb()));
    graphics.fill(box(x, y + radius * 0.6, radius * 0.16, radius * 0.34));
  }

  private void tree(double x, double y, double radius, NamedColor color) {
    graphics.setColor(new Color(NamedColor.BROWN.rgb()));
    graphics.fill(box(x, y + radius * 0.6, radius * 0.12, radius * 0.4));
    graphics.setColor(new Color(color.rgb()));
    graphics.fill(circle(x, y - radius * 0.25, radius * 0.7));
  }

  private static Ellipse2D circle(double x, double y, double radius) {
    return new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius);
  }

  private static Rectangle2D box(double x, double y, double halfWidth, double halfHeight) {
    return new Rectangle2D.Double(x - halfWidth, y - halfHeight, 2 * halfWidth, 2 * halfHeight);
  }

  /** Corners on two circles in turn, the first of them on top. */
  private static Path2D polygon(double x, double y, double outer, double inner, int corners) {
    var path = new Path2D.Double();
    for (var i = 0; i < corners; i++) {
      var angle = -Math.PI / 2 + 2 * Math.PI * i / corners;
      var radius = i % 2 == 0 ? outer : inner;
      if (i == 0) {
        path.moveTo(x + radius * Math.cos(angle), y + radius * Math.sin(angle));
      } else {
        path.lineTo(x + radius * Math.cos(angle), y + radius * Math.sin(angle));
      }
    }
    path.closePath();
    return path;
  }

  private static Path2D heart(double x, double y, double radius) {
    var path = new Path2D.Double();
    var left = x - radius;
    var right = x + radius;
    path.moveTo(x, y + radius);
    path.curveTo(
        left, y + radius * 0.3, left, y - radius * 0.9, x - radius * 0.5, y - radius * 0.8);
    path.curveTo(x - radius * 0.2, y - radius * 0.8, x, y - radius * 0.6, x, y - radius * 0.35);
    path.curveTo(
        x,
        y - radius * 0.6,
        x + radius * 0.2,
        y - radius * 0.8,
        x + radius * 0.5,
        y - radius * 0.8);
    path.curveTo(right, y - radius * 0.9, right, y + radius * 0.3, x, y + radius);
    path.closePath();
    return path;
  }

  private static Area moon(double x, double y, double radius) {
    var area = new Area(circle(x, y, radius));
    area.subtract(new Area(circle(x + radius * 0.45, y - radius * 0.2, radius * 0.85)));
    return area;
  }
}
