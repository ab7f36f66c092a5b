package dev.llmapi.provider.sandbox.picture;

import java.awt.AlphaComposite;
import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** Changes the pixels of a picture as a sketch asks. */
final class Retouch {
  private static final int BLUR_PIXELS = 9;

  private Retouch() {}

  /** Makes the edits of {@code sketch}; a frame where it asks for none that the sandbox knows. */
  static void apply(Sketch sketch, BufferedImage canvas) {
    var nothing = sketch.edits().isEmpty() && sketch.tint().isEmpty() && sketch.figures().isEmpty();
    var greyed = sketch.tint().equals(List.of(NamedColor.GREY)) && sketch.figures().isEmpty();
    if (greyed) {
      apply(Edit.GREY, sketch, canvas);
    }
    for (var edit : nothing ? List.of(Edit.FRAME) : sketch.edits()) {
      apply(edit, sketch, canvas);
    }
    if (!greyed && !sketch.tint().isEmpty() && !sketch.edits().contains(Edit.FRAME)) {
      var tint = sketch.tint().getFirst().rgb();
      recolor(canvas, rgb -> mixed(rgb, tint, 0.4));
    }
  }

  private static void apply(Edit edit, Sketch sketch, BufferedImage canvas) {
    switch (edit) {
      case DARK -> recolor(canvas, rgb -> mixed(scaled(rgb, 0.45), 0x101850, 0.3));
      case BRIGHT -> recolor(canvas, rgb -> mixed(rgb, 0xffffff, 0.35));
      case GREY -> recolor(canvas, Retouch::grey);
      case SEPIA -> recolor(canvas, rgb -> mixed(grey(rgb), 0xb08040, 0.45));
      case INVERT -> recolor(canvas, rgb -> ~rgb & 0xffffff);
      case MIRROR -> mirror(canvas);
      case BLUR -> blur(canvas);
      case ROTATE -> {} // turned when it was placed
      case SUNSET -> recolor(canvas, rgb -> mixed(rgb, 0xff7030, 0.35));
      case FRAME -> frame(canvas, sketch.tint().stream().findFirst().orElse(NamedColor.BLACK));
    }
  }

  private static void recolor(BufferedImage canvas, IntUnaryOperator change) {
    var row = new int[canvas.getWidth()];
    for (var y = 0; y < canvas.getHeight(); y++) {
      canvas.getRGB(0, y, row.length, 1, row, 0, row.length);
      for (var x = 0; x < row.length; x++) {
        row[x] = (row[x] & 0xff000000) | change.applyAsInt(row[x] & 0xffffff);
      }
      canvas.setRGB(0, y, row.length, 1, row, 0, row.length);
    }
  }

  private static void mirror(BufferedImage canvas) {
    var width = canvas.getWidth();
    var row = new int[width];
    for (var y = 0; y < canvas.getHeight(); y++) {
      canvas.getRGB(0, y, width, 1, row, 0, width);
      for (var x = 0; x < width / 2; x++) {
        var left = row[x];
        row[x] = row[width - 1 - x];
        row[width - 1 - x] = left;
      }
      canvas.setRGB(0, y, width, 1, row, 0, width);
    }
  }

  /** Shrinks the picture and draws it large again, which costs little memory. */
  private static void blur(BufferedImage canvas) {
    var width = Math.max(1, canvas.getWidth() / BLUR_PIXELS);
    var height = Math.max(1, canvas.getHeight() / BLUR_PIXELS);
    var small = new BufferedImage(width, height, canvas.getType());
    draw(canvas, small);
    draw(small, canvas);
  }

  private static void draw(BufferedImage from, BufferedImage onto) {
    var graphics = onto.createGraphics();
    graphics.setComposite(AlphaComposite.Src);
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    graphics.drawImage(from, 0, 0, onto.getWidth(), onto.getHeight(), null);
    graphics.dispose();
  }

  private static void frame(BufferedImage canvas, NamedColor color) {
    var graphics = canvas.createGraphics();
    var thickness = Math.max(2, Math.min(canvas.getWidth(), canvas.getHeight()) / 24);
    graphics.setColor(new Color(color.rgb()));
    graphics.fillRect(0, 0, canvas.getWidth(), thickness);
    graphics.fillRect(0, canvas.getHeight() - thickness, canvas.getWidth(), thickness);
    graphics.fillRect(0, 0, thickness, canvas.getHeight());
    graphics.fillRect(canvas.getWidth() - thickness, 0, thickness, canvas.getHeight());
    graphics.dispose();
  }

  private static int grey(int rgb) {
    var luma =
        (299 * NamedColor.red(rgb) + 587 * NamedColor.green(rgb) + 114 * NamedColor.blue(rgb))
            / 1000;
    return luma << 16 | luma << 8 | luma;
  }

  private static int scaled(int rgb, double factor) {
    return mixed(rgb, 0, 1 - factor);
  }

  /** {@code share} of {@code b} in {@code a}. */
  private static int mixed(int a, int b, double share) {
    return mixed(NamedColor.red(a), NamedColor.red(b), share, 16)
        | mixed(NamedColor.green(a), NamedColor.green(b), share, 8)
        | mixed(NamedColor.blue(a), NamedColor.blue(b), share, 0);
  }

  private static int mixed(int a, int b, double share, int shift) {
    return (int) Math.round(a * (1 - share) + b * share) << shift;
  }
}
