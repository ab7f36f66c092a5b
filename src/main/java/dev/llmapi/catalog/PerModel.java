package dev.llmapi.catalog;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;

/**
 * What a table says of a platform and model, worked out once. Callers choose the model's name, so
 * what is kept has a bound: when it is full, it starts anew. Thread-safe.
 */
public final class PerModel<V> {

  private static final int MOST_KEPT = 2048;

  private record Key(String platform, String model) {}

  private final BiFunction<String, String, V> compute;
  private final Map<Key, V> kept = new ConcurrentHashMap<>();

  /** Keeps what {@code compute} gives. */
  public PerModel(BiFunction<String, String, V> compute) {
    this.compute = compute;
  }

  public V of(String platform, String model) {
    Key key = new Key(platform, model);
    V known = kept.get(key);
    if (known != null) {
      return known;
    }
    if (kept.size() >= MOST_KEPT) {
      kept.clear();
    }
    V computed = compute.apply(platform, model);
    kept.put(key, computed);
    return computed;
  }

  int size() {
    return kept.size();
  }
}
