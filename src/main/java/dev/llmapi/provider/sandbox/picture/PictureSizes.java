package dev.llmapi.provider.sandbox.picture;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The sizes that a picture may have, by OpenRouter's {@code image_config}. */
public final class PictureSizes {
  /** The size where nothing is asked for. */
  static final PixelSize USUAL = new PixelSize(1024, 1024);

  private static final Pattern SIZE = Pattern.compile("(\\d{2,4})[x×](\\d{2,4})");
  private static final int LEAST = 64;
  private static final int MOST = 4096;

  private static final Map<String, PixelSize> BY_RATIO = new LinkedHashMap<>();

  static {
    BY_RATIO.put("1:1", USUAL);
    BY_RATIO.put("2:3", new PixelSize(832, 1248));
    BY_RATIO.put("3:2", new PixelSize(1248, 832));
    BY_RATIO.put("3:4", new PixelSize(864, 1184));
    BY_RATIO.put("4:3", new PixelSize(1184, 864));
    BY_RATIO.put("4:5", new PixelSize(896, 1152));
    BY_RATIO.put("5:4", new PixelSize(1152, 896));
    BY_RATIO.put("9:16", new PixelSize(768, 1344));
    BY_RATIO.put("16:9", new PixelSize(1344, 768));
    BY_RATIO.put("21:9", new PixelSize(1536, 672));
    BY_RATIO.put("1:4", new PixelSize(512, 2048));
    BY_RATIO.put("4:1", new PixelSize(2048, 512));
  }

  private static final Map<String, Integer> SCALE = Map.of("1K", 1, "2K", 2, "4K", 4);

  private PictureSizes() {}

  /** The size of this ratio ({@code 16:9}) at this scale ({@code 1K}, {@code 2K}, {@code 4K}). */
  public static Optional<PixelSize> find(String ratio, String scale) {
    var size = BY_RATIO.get(ratio);
    var factor = SCALE.get(scale);
    return size == null || factor == null ? Optional.empty() : Optional.of(size.times(factor));
  }

  /** The size that {@code 1024x768} and the like name, within 64 to 4096 each way. */
  public static Optional<PixelSize> parse(String size) {
    var matcher = SIZE.matcher(size);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    var width = Integer.parseInt(matcher.group(1));
    var height = Integer.parseInt(matcher.group(2));
    return Math.min(width, height) >= LEAST && Math.max(width, height) <= MOST
        ? Optional.of(new PixelSize(width, height))
        : Optional.empty();
  }

  /** The known ratios, in one line. */
  public static String ratios() {
    return String.join(", ", BY_RATIO.keySet());
  }
}
