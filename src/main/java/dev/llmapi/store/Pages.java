package dev.llmapi.store;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Pages of what a store cannot sort by itself. */
public final class Pages {

  private Pages() {}

  /**
   * What comes after one.
   *
   * @param after the last of the page before, which may be gone meanwhile; empty for the first page
   * @param most how many at most
   */
  public static <T> List<T> of(Stream<T> all, Comparator<T> order, Optional<T> after, int most) {
    return all.filter(each -> after.isEmpty() || order.compare(each, after.get()) > 0)
        .sorted(order)
        .limit(most)
        .toList();
  }
}
