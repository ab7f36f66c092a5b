package dev.llmapi.provider.sandbox.picture;

import dev.llmapi.provider.sandbox.picture.ImageOrder.OutputFormat;
import dev.llmapi.provider.sandbox.talk.Words;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;

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
  private static final PixelSize USUAL = PictureSizes.USUAL;

  private Painter() {}

  /**
   * The picture that {@code order} asks for, as the bytes of a file.
   *
   * @param images what is to be changed or placed in the picture; none to draw anew
   */
  public static byte[] paint(String prompt, ImageOrder order, List<SentImage.Embedded> images) {
    var sketch = Sketch.of(prompt);
    var size = sizeOf(prompt, order, images);
    return Decoder.alone(() -> {
      var clear = order.transparent() && order.format() == OutputFormat.PNG;
      var type = clear ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_3BYTE_BGR;
      var canvas = new BufferedImage(size.width(), size.height(), type);
      var graphics = canvas.createGraphics();
      graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      if (images.isEmpty()) {
        drawAnew(graphics, sketch, size, clear && sketch.background().isEmpty());
      } else {
        new Collage(graphics, size, sketch.edits().contains(Edit.ROTATE)).place(images);
        Retouch.apply(sketch, canvas);
        new Composition(graphics, size).inRows(sketch.figures());
      }
      var caption = images.isEmpty() ? Words.shorten(prompt, CAPTION_CHARACTERS) : "";
      new Lettering(graphics, size.width(), size.height()).write(caption, LABEL, sketch.sign());
      graphics.dispose();
      return Encoder.encode(canvas, order);
    });
  }

  /** The size of the picture that {@code order} asks for. */
  public static PixelSize sizeOf(String prompt, ImageOrder order, List<SentImage.Embedded> images) {
    return order
        .size()
        .orElseGet(() -> images.size() == 1 ? sizeLike(images.getFirst(), prompt) : USUAL);
  }

  private static PixelSize sizeLike(SentImage.Embedded image, String prompt) {
    var size = Collage.sizeOf(image).within(USUAL.width() * 2);
    var turned = Sketch.of(prompt).edits().contains(Edit.ROTATE);
    return turned ? size.turned() : size;
  }

  private static void drawAnew(Graphics2D graphics, Sketch sketch, PixelSize size, boolean clear) {
    var composition = new Composition(graphics, size);
    var bare = sketch.figures().isEmpty() && sketch.sign().isEmpty();
    if (clear) {
      composition.inRows(sketch.figures());
    } else if (sketch.isOutdoors() || (bare && sketch.tint().isEmpty())) {
      new Landscape(graphics, size, sketch).draw(bare);
      composition.inLandscape(sketch.figures());
    } else {
      drawGround(graphics, sketch, size);
      composition.inRows(sketch.figures());
    }
  }

  /** One colour, or a passage from one to another. */
  private static void drawGround(Graphics2D graphics, Sketch sketch, PixelSize size) {
    var chosen = GROUNDS[Math.floorMod(sketch.prompt().hashCode(), GROUNDS.length)];
    var ground = sketch.background().or(() -> sketch.tint().stream().findFirst());
    var upper = new Color(ground.orElse(chosen).rgb());
    var second = sketch.tint().size() > 1 ? new Color(sketch.tint().get(1).rgb()) : upper.darker();
    var lower = sketch.background().isPresent() ? upper : second;
    graphics.setPaint(new GradientPaint(0, 0, upper, 0, size.height(), lower));
    graphics.fillRect(0, 0, size.width(), size.height());
  }
}
