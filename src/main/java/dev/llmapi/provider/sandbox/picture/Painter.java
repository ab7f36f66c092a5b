package dev.llmapi.provider.sandbox.picture;

import dev.llmapi.provider.sandbox.picture.ImageOrder.OutputFormat;
import dev.llmapi.provider.sandbox.talk.Words;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Draws pictures: from a prompt alone, or over the images that came with it. The same order has the
 * same pixels on the same machine. Thread-safe.
 */
public final class Painter {
  static final String LABEL = "LLM API sandbox";

  private static final int CAPTION_CHARACTERS = 120;
  private static final NamedColor[] GROUNDS = {
    NamedColor.BLUE, NamedColor.TURQUOISE, NamedColor.GREEN, NamedColor.PURPLE, NamedColor.ORANGE
  };
  private static final RandomGeneratorFactory<RandomGenerator> RANDOM =
      RandomGeneratorFactory.of("SplittableRandom");

  private Painter() {}

  /**
   * The picture that {@code order} asks for, as the bytes of a file.
   *
   * @param images what is to be changed or placed in the picture; none to draw anew
   */
  public static byte[] paint(String prompt, ImageOrder order, List<SentImage.Embedded> images) {
    var sketch = Sketch.of(prompt);
    var size = sizeOf(order, images);
    return Decoder.alone(() -> {
      var clear = order.transparent() && order.format() == OutputFormat.PNG;
      var type = clear ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB;
      var canvas = new BufferedImage(size.width(), size.height(), type);
      var graphics = canvas.createGraphics();
      graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      if (images.isEmpty()) {
        drawGround(graphics, sketch, size, clear);
      } else {
        new Collage(graphics, size).place(images);
        Retouch.apply(sketch, canvas);
      }
      drawFigures(graphics, sketch, size, images.isEmpty());
      var caption = Words.shorten(prompt, CAPTION_CHARACTERS);
      new Lettering(graphics, size.width(), size.height()).write(caption, LABEL, sketch.sign());
      graphics.dispose();
      return Encoder.encode(canvas, order);
    });
  }

  /** The size of the picture that {@code order} asks for. */
  public static PixelSize sizeOf(ImageOrder order, List<SentImage.Embedded> images) {
    return order
        .size()
        .orElseGet(() ->
            images.size() == 1
                ? Collage.sizeOf(images.getFirst()).within(PictureSizes.USUAL.width() * 2)
                : PictureSizes.USUAL);
  }

  private static void drawGround(
      Graphics2D graphics, Sketch sketch, PixelSize size, boolean clear) {
    if (clear && sketch.background().isEmpty()) {
      return;
    }
    var random = RANDOM.create(sketch.prompt().hashCode());
    var chosen = GROUNDS[random.nextInt(GROUNDS.length)];
    var ground = sketch.background().or(() -> sketch.tint().stream().findFirst());
    var upper = new Color(ground.orElse(chosen).rgb());
    var second = sketch.tint().size() > 1 ? new Color(sketch.tint().get(1).rgb()) : upper.darker();
    var lower = sketch.background().isPresent() ? upper : second;
    graphics.setPaint(new GradientPaint(0, 0, upper, 0, size.height(), lower));
    graphics.fillRect(0, 0, size.width(), size.height());
  }

  /** The figures in rows; where a new picture has none, some discs, so that it is not bare. */
  private static void drawFigures(
      Graphics2D graphics, Sketch sketch, PixelSize size, boolean anew) {
    var painter = new ShapePainter(graphics);
    var figures = sketch.figures();
    if (figures.isEmpty() && anew && sketch.sign().isEmpty()) {
      drawDiscs(graphics, sketch, size);
    }
    var columns =
        (int) Math.ceil(Math.sqrt(figures.size() * (double) size.width() / size.height()));
    var across = Math.max(1, Math.min(figures.size(), columns));
    var down = Math.max(1, Math.ceilDiv(figures.size(), across));
    var cellWidth = (double) size.width() / across;
    var cellHeight = size.height() * 0.84 / down;
    for (var i = 0; i < figures.size(); i++) {
      var row = i / across;
      painter.draw(
          figures.get(i).shape(),
          figures.get(i).color(),
          (i % across + 0.5) * cellWidth,
          size.height() * 0.04 + (row + 0.5) * cellHeight,
          Math.min(cellWidth, cellHeight) * 0.38);
    }
  }

  private static void drawDiscs(Graphics2D graphics, Sketch sketch, PixelSize size) {
    var random = RANDOM.create(sketch.prompt().hashCode() * 31L);
    var side = Math.min(size.width(), size.height());
    for (var i = 0; i < 9; i++) {
      var radius = (int) (side * (0.05 + 0.12 * random.nextDouble()));
      graphics.setColor(new Color(255, 255, 255, 40 + random.nextInt(80)));
      graphics.fillOval(
          random.nextInt(size.width()) - radius,
          random.nextInt(size.height()) - radius,
          2 * radius,
          2 * radius);
    }
  }
}
