package dev.llmapi.provider.sandbox.picture;

import java.util.List;

/** The colours that have a name here, each with some of its shades, as 0xRRGGBB. */
public enum NamedColor {
  BLACK(0x000000),
  WHITE(0xffffff),
  GREY(0x808080, 0xc0c0c0, 0x404040),
  RED(0xe02020, 0xff0000, 0xb00000),
  ORANGE(0xff8c00, 0xffa500),
  YELLOW(0xffe000, 0xffff00, 0xffd700),
  GREEN(0x1e9e3c, 0x008000, 0x00ff00, 0x2e8b57),
  TURQUOISE(0x20c0c0, 0x40e0d0, 0x00ffff, 0x008080),
  BLUE(0x2050e0, 0x0000ff, 0x000080, 0x87ceeb),
  PURPLE(0x8030b0, 0x800080, 0x8a2be2),
  PINK(0xff70b0, 0xffc0cb, 0xff00ff),
  BROWN(0x8b5a2b, 0x8b4513, 0x654321);

  private static final List<NamedColor> ALL = List.of(values());

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<Integer> shades;

  NamedColor(Integer... shades) {
    this.shades = List.of(shades);
  }

  /** The shade to paint with. */
  int rgb() {
    return shades.getFirst();
  }

  /** The one whose shades look most like {@code rgb}. */
  public static NamedColor nearest(int rgb) {
    var nearest = BLACK;
    var least = Double.MAX_VALUE;
    for (var color : ALL) {
      for (var shade : color.shades) {
        var distance = distance(shade, rgb);
        if (distance < least) {
          least = distance;
          nearest = color;
        }
      }
    }
    return nearest;
  }

  /** A weighted distance that follows the eye ("redmean", compuphase.com/cmetric.htm). */
  private static double distance(int a, int b) {
    var mean = (red(a) + red(b)) / 2.0;
    var reds = red(a) - red(b);
    var greens = green(a) - green(b);
    var blues = blue(a) - blue(b);
    return (2 + mean / 256) * reds * reds
        + 4.0 * greens * greens
        + (2 + (255 - mean) / 256) * blues * blues;
  }

  static int red(int rgb) {
    return (rgb >> 16) & 0xff;
  }

  static int green(int rgb) {
    return (rgb >> 8) & 0xff;
  }

  static int blue(int rgb) {
    return rgb & 0xff;
  }
}
