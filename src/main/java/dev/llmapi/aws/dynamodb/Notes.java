package dev.llmapi.aws.dynamodb;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The notes of counted calls (see {@link LeaseText}) that are not needed any more, since their
 * calls are recorded: each is removed by the next write to its counter item, so that this costs no
 * request. What finds no room here is removed when its lease would have ended. Thread-safe.
 */
final class Notes {

  private static final int MOST_ITEMS = 1_000;
  private static final int MOST_OF_AN_ITEM = 1_000;

  /** An expression may have 4 KB and 300 operators. */
  private static final int MOST_AT_ONCE = 50;

  private final Map<Map<String, ?>, Queue<String>> done = new ConcurrentHashMap<>();

  void add(String projectId, int share, String attribute) {
    var key = CounterItem.key(projectId, share);
    Queue<String> known = done.get(key);
    if (known == null && done.size() < MOST_ITEMS) {
      known = done.computeIfAbsent(key, _ -> new LinkedBlockingQueue<>(MOST_OF_AN_ITEM));
    }
    if (known != null) {
      var _ = known.offer(attribute);
    }
  }

  /** Those that the next write to a counter item has to remove; it gives back what it could not. */
  List<String> take(String projectId, int share) {
    Queue<String> known = done.get(CounterItem.key(projectId, share));
    if (known == null) {
      return List.of();
    }
    List<String> some = new ArrayList<>();
    for (String each = known.poll(); each != null; each = known.poll()) {
      some.add(each);
      if (some.size() == MOST_AT_ONCE) {
        break;
      }
    }
    return some;
  }

  void putBack(String projectId, int share, List<String> attributes) {
    attributes.forEach(attribute -> add(projectId, share, attribute));
  }
}
