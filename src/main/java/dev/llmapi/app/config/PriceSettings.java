package dev.llmapi.app.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Prices of models that the catalogue does not know.
 *
 * @param pattern of {@code provider/model}, where {@code *} is any text
 * @param nanoUsd for a million tokens of the unit; a unit that is not there has no price
 */
public record PriceSettings(String pattern, Map<Unit, Long> nanoUsd) {

  /** What is paid for, by the name in the file. */
  public enum Unit {
    INPUT,
    CACHED_INPUT,
    CACHE_WRITE,
    OUTPUT,
    IMAGE_INPUT,
    IMAGE_OUTPUT,
    AUDIO_INPUT,
    AUDIO_OUTPUT;

    String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }

    static List<String> wireNames() {
      return Arrays.stream(values()).map(Unit::wireName).toList();
    }
  }

  public PriceSettings {
    nanoUsd = Map.copyOf(nanoUsd);
  }
}
