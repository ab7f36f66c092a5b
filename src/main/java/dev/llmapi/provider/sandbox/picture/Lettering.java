package dev.llmapi.provider.sandbox.picture;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes text into pictures, with the system's fonts where it has some.
 *
 * <p>A bare container has none, and the JDK fails with errors of many kinds then: the text is left
 * out, and the picture is a picture all the same.
 */
final class Lettering {
  private static final System.Logger LOG = System.getLogger(Lettering.class.getName());

  private final Graphics2D graphics;
  private final int width;
  private final int height;

  Lettering(Graphics2D graphics, int width, int height) {
    this.graphics = graphics;
    this.width = width;
    this.height = height;
  }

  /**
   * Writes the caption at the foot, the label in the corner, and the sign, if any, in the middle.
   */
  void write(String caption, String label, String sign) {
    try {
      var unit = Math.max(9, Math.min(width, height) / 28);
      if (!sign.isEmpty()) {
        writeSign(sign);
      }
      writeLines(wrapped(caption, unit), unit);
      plate(label, font(unit * 3 / 4), unit / 2, unit / 2);
    } catch (RuntimeException | InternalError | LinkageError e) {
      LOG.log(
          System.Logger.Level.WARNING, "no fonts to write into pictures with: {0}", e.getClass());
    }
  }

  private void writeSign(String sign) {
    var metrics = graphics.getFontMetrics(font(100));
    var size =
        (int)
            Math.max(
                8,
                Math.min(
                    height * 0.3, 100.0 * width * 0.8 / Math.max(1, metrics.stringWidth(sign))));
    var fitted = graphics.getFontMetrics(font(size));
    var x = (width - fitted.stringWidth(sign)) / 2;
    plate(sign, font(size), x, (height - fitted.getHeight()) / 2);
  }

  private void writeLines(List<String> lines, int unit) {
    var metrics = graphics.getFontMetrics(font(unit));
    var top = height - unit / 2 - lines.size() * metrics.getHeight();
    for (var i = 0; i < lines.size(); i++) {
      plate(lines.get(i), font(unit), unit / 2, top + i * metrics.getHeight());
    }
  }

  /**
   * Text in black on a plate of white, so that it can be read on any ground; nothing where the
   * system has no font for it.
   */
  private void plate(String text, Font font, int x, int y) {
    if (text.isEmpty() || font.canDisplayUpTo(text) >= 0) {
      return;
    }
    var metrics = graphics.getFontMetrics(font);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(x, y, metrics.stringWidth(text) + font.getSize() / 2, metrics.getHeight());
    graphics.setColor(Color.BLACK);
    graphics.setFont(font);
    graphics.drawString(text, x + font.getSize() / 4, y + metrics.getAscent());
  }

  private static Font font(int size) {
    return new Font(Font.SANS_SERIF, Font.PLAIN, size);
  }

  /** At most two lines of {@code text}, broken between words where there are some. */
  private List<String> wrapped(String text, int unit) {
    var metrics = graphics.getFontMetrics(font(unit));
    var room = width - 2 * unit;
    var lines = new ArrayList<String>();
    var rest = text;
    while (!rest.isEmpty() && lines.size() < 2) {
      var end = fitting(rest, metrics, room);
      lines.add(rest.substring(0, end).strip());
      rest = rest.substring(end).strip();
    }
    return lines;
  }

  private static int fitting(String text, FontMetrics metrics, int room) {
    var end = text.length();
    while (end > 1 && metrics.stringWidth(text.substring(0, end)) > room) {
      var space = text.lastIndexOf(' ', end - 1);
      end = space > 0 ? space : text.offsetByCodePoints(end, -1);
    }
    return end;
  }
}
