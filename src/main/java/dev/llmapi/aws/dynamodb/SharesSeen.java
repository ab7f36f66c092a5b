package dev.llmapi.aws.dynamodb;

import dev.llmapi.policy.Demand;
import dev.llmapi.policy.Refusal;
import dev.llmapi.store.StoreUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The counters of divided projects as this instance saw them last, so that callers can be told how
 * they stand in all: a call reads but one share. Read anew after a while. Thread-safe.
 */
final class SharesSeen {

  private static final Duration FRESH = Duration.ofSeconds(10);
  private static final int MOST_PROJECTS = 1_000;

  private final DynamoTable table;
  private final Map<String, Seen> projects = new ConcurrentHashMap<>();

  private record Seen(Instant at, Map<Integer, Map<String, Long>> shares) {}

  SharesSeen(DynamoTable table) {
    this.table = table;
  }

  /** Whether it is a divided project that this instance has seen. */
  boolean knows(String projectId) {
    return projects.containsKey(projectId);
  }

  /** Takes over how a share of such a project stands now. */
  void note(CounterItem item) {
    Seen last = projects.get(item.projectId());
    if (last != null) {
      last.shares().put(item.share(), item.counters());
    }
  }

  /** The counters of all shares added up, one of them as it stands now; none if nobody can say. */
  Map<String, Long> whole(CounterItem own, Demand demand) {
    if (demand.caller().shares() == 1) {
      return own.counters();
    }
    Seen seen = projects.get(own.projectId());
    if (seen == null || !demand.at().isBefore(seen.at().plus(FRESH))) {
      try {
        seen = new Seen(demand.at(), new ConcurrentHashMap<>());
        for (CounterItem item : CounterItem.list(table, own.projectId(), 1)) {
          seen.shares().put(item.share(), item.counters());
        }
      } catch (StoreUnavailableException _) {
        return Map.of();
      }
      if (projects.size() >= MOST_PROJECTS) {
        projects.clear();
      }
      projects.put(own.projectId(), seen);
    }
    seen.shares().put(own.share(), own.counters());
    return Refusal.sum(List.copyOf(seen.shares().values()));
  }
}
