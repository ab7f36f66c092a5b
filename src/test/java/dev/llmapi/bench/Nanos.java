package dev.llmapi.bench;

import java.util.Arrays;
import java.util.OptionalDouble;

/** A growing list of durations in nanoseconds. Not thread-safe. */
final class Nanos {
  private long[] values = new long[1024];
  private int count;

  void add(long nanos) {
    if (count == values.length) {
      values = Arrays.copyOf(values, 2 * count);
    }
    values[count++] = nanos;
  }

  void addAll(Nanos others) {
    for (int i = 0; i < others.count; i++) {
      add(others.values[i]);
    }
  }

  int count() {
    return count;
  }

  /** The duration that a share of all do not exceed, in milliseconds; empty if there are none. */
  OptionalDouble quantileMillis(double share) {
    if (count == 0) {
      return OptionalDouble.empty();
    }
    long[] sorted = Arrays.copyOf(values, count);
    Arrays.sort(sorted);
    return OptionalDouble.of(sorted[(int) (share * (count - 1))] / 1e6);
  }
}
