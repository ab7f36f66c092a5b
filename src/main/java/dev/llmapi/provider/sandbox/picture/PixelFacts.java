package dev.llmapi.provider.sandbox.picture;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the pixels of an image tell.
 *
 * @param dominant the most frequent colours, the most frequent first; none if all is transparent
 * @param transparentShare of the pixels, 0 to 1, that are not fully opaque
 * @param brightness the mean luma of the pixels, 0 to 1
 */
public record PixelFacts(List<ColorShare> dominant, double transparentShare, double brightness) {
  private static final int MOST_COLORS = 3;

  /** A colour that fewer pixels have is not called dominant. */
  private static final double LEAST_SHARE = 0.05;

  /**
   * A colour and its share of the pixels.
   *
   * @param rgb 0xRRGGBB, the mean of the pixels that look like it
   */
  public record ColorShare(int rgb, double share) {}

  public PixelFacts {
    dominant = List.copyOf(dominant);
  }

  /** The facts of these pixels, each 0xAARRGGBB. */
  static PixelFacts of(int[] argb) {
    var tones = new HashMap<Integer, Tone>();
    var transparent = 0;
    var luma = 0.0;
    for (var pixel : argb) {
      if (pixel >>> 24 < 0xff) {
        transparent++;
      }
      if (pixel >>> 24 >= 0x80) {
        tones.computeIfAbsent(pixel & 0xf0f0f0, _ -> new Tone()).add(pixel);
      }
      luma += luma(pixel);
    }
    var count = Math.max(1, argb.length);
    return new PixelFacts(dominant(tones, count), (double) transparent / count, luma / count);
  }

  private static List<ColorShare> dominant(Map<Integer, Tone> tones, int count) {
    return tones.values().stream()
        .map(tone -> new ColorShare(tone.mean(), (double) tone.count / count))
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

  /** Pixels whose channels have the same four upper bits. */
  private static final class Tone {
    private int count;
    private long reds;
    private long greens;
    private long blues;

    void add(int rgb) {
      count++;
      reds += NamedColor.red(rgb);
      greens += NamedColor.green(rgb);
      blues += NamedColor.blue(rgb);
    }

    int mean() {
      return (int) (reds / count) << 16 | (int) (greens / count) << 8 | (int) (blues / count);
    }
  }
}
