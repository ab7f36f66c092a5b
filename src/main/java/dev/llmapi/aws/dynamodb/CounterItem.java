package dev.llmapi.aws.dynamodb;

import dev.llmapi.policy.Charges;
import dev.llmapi.policy.Lease;
import dev.llmapi.policy.LeaseTerms;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * One share of a project's counters as it stood at a moment.
 *
 * @param leases the open ones by their attributes, which stand for the ids of their calls too
 * @param notes of calls that were counted and may not be recorded yet, see {@link LeaseText}
 */
record CounterItem(
    String projectId,
    int share,
    Map<String, Long> counters,
    Map<String, Lease> leases,
    Map<String, Lease> notes) {

  static final String SHARE_PREFIX = "C#";

  static String partition(String projectId) {
    return "P#" + projectId;
  }

  static Map<String, AttributeValue> key(String projectId, int share) {
    return DynamoTable.key(partition(projectId), SHARE_PREFIX + share);
  }

  static CounterItem empty(String projectId, int share) {
    return new CounterItem(projectId, share, Map.of(), Map.of(), Map.of());
  }

  static CounterItem read(Map<String, AttributeValue> item, String projectId, int share) {
    Map<String, Long> counters = new HashMap<>();
    Map<String, Lease> leases = new HashMap<>();
    Map<String, Lease> notes = new HashMap<>();
    item.forEach((name, value) -> {
      if (LeaseText.isLease(name) && LeaseText.isNote(value.s())) {
        notes.put(name, LeaseText.parseNote(value.s(), projectId, share, name));
      } else if (LeaseText.isLease(name)) {
        leases.put(name, LeaseText.parse(value.s(), projectId, share, name));
      } else if (value.n() != null) {
        counters.put(name, Long.parseLong(value.n()));
      }
    });
    return new CounterItem(projectId, share, counters, leases, notes);
  }

  /** All shares of a project that have counted anything, and empty ones for those that have not. */
  static List<CounterItem> list(DynamoTable table, String projectId, int shares) {
    Map<Integer, CounterItem> found = new HashMap<>();
    for (var item : table.list(partition(projectId), SHARE_PREFIX, SHARE_PREFIX + "~")) {
      String sk = item.getOrDefault("sk", AttributeValue.fromS("")).s();
      int share = Integer.parseInt(sk.substring(SHARE_PREFIX.length()));
      found.put(share, read(item, projectId, share));
    }
    int most = found.keySet().stream().mapToInt(share -> share + 1).max().orElse(0);
    List<CounterItem> list = new ArrayList<>();
    for (int share = 0; share < Math.max(shares, most); share++) {
      list.add(found.getOrDefault(share, empty(projectId, share)));
    }
    return list;
  }

  /** The leases whose calls must have died. */
  Map<String, Lease> expired(LeaseTerms terms, Instant now) {
    return expired(leases, terms, now);
  }

  /** The notes of calls that nobody will record any more. */
  Map<String, Lease> expiredNotes(LeaseTerms terms, Instant now) {
    return expired(notes, terms, now);
  }

  private static Map<String, Lease> expired(Map<String, Lease> all, LeaseTerms terms, Instant now) {
    Map<String, Lease> expired = new HashMap<>(all);
    expired.values().removeIf(lease -> !terms.isExpired(lease, now));
    return expired;
  }

  /** The counters of periods that have ended. */
  List<String> stale(Instant now) {
    return counters.keySet().stream().filter(counter -> Charges.isStale(counter, now)).toList();
  }
}
