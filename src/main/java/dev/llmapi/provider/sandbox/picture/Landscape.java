package dev.llmapi.provider.sandbox.picture;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Draws sky, hills and ground, other ones for each prompt. */
final class Landscape {
  private static final RandomGeneratorFactory<RandomGenerator> RANDOM =
      RandomGeneratorFactory.of("SplittableRandom");
  private static final int RIDGES = 4;
  private static final int STEPS = 96;
  private static final int STARS = 60;

  /** The colours of one time of day: the sky above and below, the hills far and near. */
  private enum Light {
    MORNING(0x8ec5ff, 0xfdf0d5, 0xa7c4bc, 0x2f6f5e),
    NOON(0x4aa3f0, 0xd8f1ff, 0x9fc8a8, 0x3a7d44),
    EVENING(0x5b3a8c, 0xffb26b, 0xb5677d, 0x3d2952),
    NIGHT(0x0b1036, 0x3b3f7a, 0x3a3f6b, 0x11152f);

    private final int above;
    private final int below;
    private final int far;
    private final int near;

    Light(int above, int below, int far, int near) {
      this.above = above;
      this.below = below;
      this.far = far;
      this.near = near;
    }
  }

  private final Graphics2D graphics;
  private final PixelSize size;
  private final RandomGenerator random;
  private final Light light;

  Landscape(Graphics2D graphics, PixelSize size, Sketch sketch) {
    this.graphics = graphics;
    this.size = size;
    this.random = RANDOM.create(sketch.prompt().hashCode());
    this.light = lightOf(sketch, random);
  }

  private static Light lightOf(Sketch sketch, RandomGenerator random) {
    var chosen = random.nextInt(3);
    var night = sketch.edits().contains(Edit.DARK) || sketch.shows(Shape.MOON);
    if (night || sketch.shows(Shape.STAR)) {
      return Light.NIGHT;
    }
    return sketch.edits().contains(Edit.SUNSET) ? Light.EVENING : Light.values()[chosen];
  }

  /** Draws it all; {@code bare} where nothing else will be in the picture. */
  void draw(boolean bare) {
    graphics.setPaint(
        new GradientPaint(
            0, 0, new Color(light.above), 0, size.height() * 0.7f, new Color(light.below)));
    graphics.fillRect(0, 0, size.width(), size.height());
    if (light == Light.NIGHT) {
      drawStars();
    }
    if (bare) {
      drawDisc();
    }
    for (var i = 0; i < RIDGES; i++) {
      var nearness = (double) i / (RIDGES - 1);
      graphics.setColor(between(new Color(light.far), new Color(light.near), nearness));
      graphics.fill(ridge(0.5 + 0.25 * nearness, 0.13 * (1 - 0.6 * nearness)));
    }
  }

  private void drawStars() {
    graphics.setColor(new Color(255, 255, 255, 200));
    for (var i = 0; i < STARS; i++) {
      var dot = Math.max(1, size.width() * (0.001 + 0.002 * random.nextDouble()));
      var x = random.nextDouble() * size.width();
      graphics.fill(new Ellipse2D.Double(x, random.nextDouble() * size.height() * 0.55, dot, dot));
    }
  }

  /** The sun, or the moon, low above the hills. */
  private void drawDisc() {
    var radius = Math.min(size.width(), size.height()) * (0.08 + 0.05 * random.nextDouble());
    var x = size.width() * (0.25 + 0.5 * random.nextDouble());
    var y = size.height() * (0.22 + 0.16 * random.nextDouble());
    for (var halo = 3; halo >= 0; halo--) {
      var wide = radius * (1 + 0.35 * halo);
      graphics.setColor(new Color(255, 244, 200, halo == 0 ? 255 : 40));
      graphics.fill(new Ellipse2D.Double(x - wide, y - wide, 2 * wide, 2 * wide));
    }
  }

  /** A line of hills at this height of the picture, filled to its foot. */
  private Path2D ridge(double height, double swing) {
    var path = new Path2D.Double();
    var phases = random.doubles(3, 0, 2 * Math.PI).toArray();
    path.moveTo(0, size.height());
    for (var i = 0; i <= STEPS; i++) {
      var at = (double) i / STEPS;
      var wave = 0.0;
      for (var k = 0; k < phases.length; k++) {
        wave += Math.sin(phases[k] + at * Math.PI * 2 * (k + 1)) / (k + 1.5);
      }
      path.lineTo(at * size.width(), size.height() * (height + swing * wave));
    }
    path.lineTo(size.width(), size.height());
    path.closePath();
    return path;
  }

  private static Color between(Color a, Color b, double share) {
    return new Color(
        (int) (a.getRed() + share * (b.getRed() - a.getRed())),
        (int) (a.getGreen() + share * (b.getGreen() - a.getGreen())),
        (int) (a.getBlue() + share * (b.getBlue() - a.getBlue())));
  }
}
