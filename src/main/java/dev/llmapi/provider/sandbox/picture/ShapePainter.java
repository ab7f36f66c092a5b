package dev.llmapi.provider.sandbox.picture;

import dev.llmapi.provider.sandbox.picture.Sketch.Figure;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/** Draws a shape into a square around a point. */
final class ShapePainter {
  private static final int STAR_POINTS = 5;
  private static final int SUN_RAYS = 12;
  private static final int PETALS = 7;

  private final Graphics2D graphics;

  ShapePainter(Graphics2D graphics) {
    this.graphics = graphics;
  }

  /** Draws a figure around (x, y), {@code radius} to each side. */
  void draw(Figure figure, double x, double y, double radius) {
    var color = figure.color();
    switch (figure.shape()) {
      case CIRCLE -> fill(color, circle(x, y, radius));
      case SQUARE -> fill(color, box(x, y, radius * 0.85, radius * 0.85));
      case RECTANGLE -> fill(color, box(x, y, radius, radius * 0.6));
      case TRIANGLE -> fill(color, polygon(x, y, radius, radius, 3));
      case STAR -> fill(color, polygon(x, y, radius, radius * 0.42, 2 * STAR_POINTS));
      case HEART -> fill(color, heart(x, y, radius));
      case SUN -> {
        fill(color, polygon(x, y, radius, radius * 0.72, 2 * SUN_RAYS));
        fill(color, circle(x, y, radius * 0.65));
      }
      case MOON -> fill(color, moon(x, y, radius));
      case CLOUD -> fill(color, cloud(x, y, radius));
      case MOUNTAIN -> mountain(x, y, radius, color);
      case HOUSE -> house(x, y, radius, color);
      case TREE -> tree(x, y, radius, color);
      case FLOWER -> flower(x, y, radius, color);
      case CAT -> new AnimalPainter(graphics).cat(x, y, radius, color);
      case DOG -> new AnimalPainter(graphics).dog(x, y, radius, color);
    }
  }

  /** Fills an outline, lighter above than below. */
  private void fill(NamedColor color, java.awt.Shape outline) {
    var bounds = outline.getBounds2D();
    var base = new Color(color.rgb());
    graphics.setPaint(
        new GradientPaint(
            0, (float) bounds.getMinY(), lighter(base), 0, (float) bounds.getMaxY(), base));
    graphics.fill(outline);
  }

  private static Color lighter(Color color) {
    return new Color(
        color.getRed() + (255 - color.getRed()) / 4,
        color.getGreen() + (255 - color.getGreen()) / 4,
        color.getBlue() + (255 - color.getBlue()) / 4);
  }

  private void house(double x, double y, double radius, NamedColor color) {
    var roof = color == NamedColor.RED ? NamedColor.BROWN : NamedColor.RED;
    fill(color, box(x, y + radius * 0.4, radius * 0.7, radius * 0.6));
    fill(roof, triangle(x, y - radius * 0.2, radius * 0.95, radius * 0.75));
    fill(NamedColor.YELLOW, box(x - radius * 0.36, y + radius * 0.3, radius * 0.17, radius * 0.17));
    fill(NamedColor.YELLOW, box(x + radius * 0.36, y + radius * 0.3, radius * 0.17, radius * 0.17));
    fill(NamedColor.ORANGE, box(x, y + radius * 0.69, radius * 0.15, radius * 0.31));
  }

  private void tree(double x, double y, double radius, NamedColor color) {
    fill(NamedColor.BROWN, box(x, y + radius * 0.55, radius * 0.1, radius * 0.45));
    fill(color, circle(x - radius * 0.35, y, radius * 0.42));
    fill(color, circle(x + radius * 0.35, y, radius * 0.42));
    fill(color, circle(x, y - radius * 0.42, radius * 0.55));
  }

  private void mountain(double x, double y, double radius, NamedColor color) {
    fill(color, triangle(x, y + radius, radius * 1.3, radius * 1.9));
    fill(NamedColor.WHITE, triangle(x, y - radius * 0.35, radius * 0.375, radius * 0.55));
  }

  private void flower(double x, double y, double radius, NamedColor color) {
    fill(NamedColor.GREEN, box(x, y + radius * 0.5, radius * 0.05, radius * 0.5));
    for (var i = 0; i < PETALS; i++) {
      var angle = 2 * Math.PI * i / PETALS;
      var petalX = x + radius * 0.36 * Math.cos(angle);
      fill(
          color, circle(petalX, y - radius * 0.3 + radius * 0.36 * Math.sin(angle), radius * 0.26));
    }
    fill(NamedColor.YELLOW, circle(x, y - radius * 0.3, radius * 0.22));
  }

  private static Area cloud(double x, double y, double radius) {
    var area = new Area(circle(x, y - radius * 0.1, radius * 0.45));
    area.add(new Area(circle(x - radius * 0.5, y + radius * 0.1, radius * 0.32)));
    area.add(new Area(circle(x + radius * 0.5, y + radius * 0.08, radius * 0.36)));
    area.add(new Area(box(x, y + radius * 0.27, radius * 0.6, radius * 0.15)));
    return area;
  }

  /** Upright, on a base whose middle is (x, y). */
  static Path2D triangle(double x, double y, double halfWidth, double height) {
    var path = new Path2D.Double();
    path.moveTo(x - halfWidth, y);
    path.lineTo(x, y - height);
    path.lineTo(x + halfWidth, y);
    path.closePath();
    return path;
  }

  static Ellipse2D circle(double x, double y, double radius) {
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
