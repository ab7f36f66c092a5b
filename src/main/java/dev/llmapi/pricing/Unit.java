package dev.llmapi.pricing;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is paid for, by its name in the price table and in {@code llmapi.yaml}. */
public enum Unit {
  INPUT(null),
  /** Prompt tokens that the provider read from its cache. */
  CACHED_INPUT(INPUT),
  /** Prompt tokens that the provider wrote to its cache. */
  CACHE_WRITE(INPUT),
  OUTPUT(null),
  IMAGE_INPUT(INPUT),
  IMAGE_OUTPUT(OUTPUT),
  AUDIO_INPUT(INPUT),
  /**
   * Of images, read from the cache; where a report does not say so, it is {@link #CACHED_INPUT}.
   */
  CACHED_IMAGE_INPUT(CACHED_INPUT),
  /** Of sound, read from the cache. */
  CACHED_AUDIO_INPUT(CACHED_INPUT),
  AUDIO_OUTPUT(OUTPUT),
  /** The call itself, whatever its tokens. */
  REQUEST(null);

  private final @Nullable Unit otherwise;

  Unit(@Nullable Unit otherwise) {
    this.otherwise = otherwise;
  }

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The unit whose price holds where this one has none. */
  Optional<Unit> otherwise() {
    return Optional.ofNullable(otherwise);
  }

  /** How many of it a price in the table is for. */
  long priced() {
    return this == REQUEST ? 1 : Money.MILLION;
  }

  public static Optional<Unit> find(String wireName) {
    return Arrays.stream(values()).filter(unit -> unit.wireName().equals(wireName)).findFirst();
  }

  public static List<String> wireNames() {
    return Arrays.stream(values()).map(Unit::wireName).toList();
  }
}
