package dev.llmapi.provider.sandbox.picture;

import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;

/**
 * What the pixels of an image tell.
 *
 * @param dominant the most frequent colours, the most frequent first; none if all is transparent
 * @param transparentShare of the pixels, 0 to 1, that are not fully opaque
 * @param brightness the mean luma of the pixels that can be seen, 0 to 1
 */
public record PixelFacts(List<ColorShare> dominant, double transparentShare, double brightness) {
  private static final int MOST_COLORS = 3;

  /** A colour that fewer pixels have is not called dominant. */
  private static final double LEAST_SHARE = 0.05;

  /**
   * A colour and its share of the pixels.
   *
   * @param rgb 0xRRGGBB, the most frequent of the shades that have its name
   */
  public record ColorShare(int rgb, double share) {}

  public PixelFacts {
    dominant = List.copyOf(dominant);
  }

  /** The facts of these pixels, each 0xAARRGGBB. */
  static PixelFacts of(int[] argb) {
    var opaque = Arrays.stream(argb).filter(pixel -> pixel >>> 24 == 0xff).count();
    var visible =
        Arrays.stream(argb)
            .filter(pixel -> pixel >>> 24 >= 0x80)
            .map(pixel -> pixel & 0xffffff)
            .sorted()
            .toArray();
    var luma = Arrays.stream(visible).mapToDouble(PixelFacts::luma).average().orElse(0);
    var count = Math.max(1, argb.length);
    return new PixelFacts(dominant(visible, count), (double) (argb.length - opaque) / count, luma);
  }

  /** Shades of one name count as one colour. */
  private static List<ColorShare> dominant(int[] sorted, int count) {
    var shares = new EnumMap<NamedColor, Shades>(NamedColor.class);
    for (var start = 0; start < sorted.length; ) {
      var end = start;
      while (end < sorted.length && sorted[end] == sorted[start]) {
        end++;
      }
      shares
          .computeIfAbsent(NamedColor.nearest(sorted[start]), _ -> new Shades())
          .add(sorted[start], end - start);
      start = end;
    }
    return shares.values().stream()
        .map(shades -> new ColorShare(shades.first, (double) shades.count / count))
        .filter(color -> color.share() >= LEAST_SHARE)
        .sorted(
            Comparator.comparingDouble(ColorShare::share)
                .reversed()
                .thenComparingInt(ColorShare::rgb))
        .limit(MOST_COLORS)
        .toList();
  }

  /** Rec. 601. */
  private static double luma(int rgb) {
    return (0.299 * NamedColor.red(rgb)
            + 0.587 * NamedColor.green(rgb)
            + 0.114 * NamedColor.blue(rgb))
        / 255;
  }

  /** The pixels of one named colour. */
  private static final class Shades {
    private int count;
    private int first;
    private int most;

    void add(int rgb, int pixels) {
      count += pixels;
      if (pixels > most) {
        most = pixels;
        first = rgb;
      }
    }
  }
}
