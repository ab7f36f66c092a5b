package dev.llmapi.aws.dynamodb;

import dev.llmapi.policy.Charges;
import dev.llmapi.policy.Lease;
import dev.llmapi.policy.LeaseTerms;
import dev.llmapi.policy.Spent;
import dev.llmapi.store.StoreUnavailableException;
import dev.llmapi.store.UsageRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * Ends the leases of dead calls, each in a transaction with a marker by which its settlement,
 * should it come yet, is told from a repeated one. A call whose receipt was written is settled by
 * it instead; one that was counted and never recorded is recorded by its note. Thread-safe.
 */
final class Sweep {

  private static final System.Logger LOG = System.getLogger(Sweep.class.getName());

  /** A marker and a row of usage each, and the item itself, of the 100 that AWS takes. */
  private static final int MOST_AT_ONCE = 40;

  /** A call does not wait longer for what others left. */
  private static final int MOST_ON_THE_WAY = 8;

  private static final Duration MARKER_KEPT = Duration.ofDays(2);

  private final DynamoTable table;
  private static final String KEPT = "kept";

  private final RecordItems records;
  private final LeaseTerms terms;

  Sweep(DynamoTable table, RecordItems records, LeaseTerms terms) {
    this.table = table;
    this.records = records;
    this.terms = terms;
  }

  /** How much of an ended lease stays counted, by its marker; empty where it was not ended. */
  OptionalLong findKept(String projectId, String attribute) {
    return table
        .find(CounterItem.partition(projectId), markerSort(attribute))
        .map(marker -> marker.getOrDefault(KEPT, AttributeValue.fromN("0")))
        .map(kept -> OptionalLong.of(Long.parseLong(kept.n())))
        .orElse(OptionalLong.empty());
  }

  boolean isAnyExpired(CounterItem item, Instant now) {
    return !item.expired(terms, now).isEmpty();
  }

  static Map<String, AttributeValue> markerKey(String projectId, String attribute) {
    return DynamoTable.key(CounterItem.partition(projectId), markerSort(attribute));
  }

  private static String markerSort(String attribute) {
    return "G" + attribute;
  }

  /**
   * Ends what was met on the way of a call that does not depend on it: a look for each one's
   * receipt and one write at most, and nothing where nothing has expired.
   */
  void endSome(CounterItem item, Instant now) {
    Map<String, Lease> expired = item.expired(terms, now);
    Map<String, Lease> notes = item.expiredNotes(terms, now);
    try {
      if (!expired.isEmpty()) {
        table.transactBriefly(end(item, groups(expired, MOST_ON_THE_WAY).getFirst(), now));
      } else if (!notes.isEmpty()) {
        table.transactBriefly(record(item, groups(notes, MOST_ON_THE_WAY).getFirst(), now));
      }
    } catch (StoreUnavailableException e) {
      LOG.log(System.Logger.Level.DEBUG, "leases will be ended by a later call", e);
    }
  }

  /** Ends all that has expired; how much that held, in nano-dollars. */
  long endAll(CounterItem item, Instant now) {
    for (var note : item.expiredNotes(terms, now).entrySet()) {
      table.transact(record(item, Map.ofEntries(note), now));
    }
    long sum = 0;
    for (Map<String, Lease> group : groups(item.expired(terms, now), MOST_AT_ONCE)) {
      if (table.transact(end(item, group, now))) {
        sum += group.values().stream().mapToLong(Lease::costNanoUsd).sum();
        continue;
      }
      // One of them was ended by another since: the rest shall not wait for it.
      for (var each : group.entrySet()) {
        if (table.transact(end(item, Map.ofEntries(each), now))) {
          sum += each.getValue().costNanoUsd();
        }
      }
    }
    return sum;
  }

  private static List<Map<String, Lease>> groups(Map<String, Lease> leases, int most) {
    List<Map<String, Lease>> groups = new ArrayList<>();
    leases.forEach((attribute, lease) -> {
      if (groups.isEmpty() || groups.getLast().size() == most) {
        groups.add(new LinkedHashMap<>());
      }
      groups.getLast().put(attribute, lease);
    });
    return groups;
  }

  private List<TransactWriteItem> end(CounterItem item, Map<String, Lease> leases, Instant now) {
    Map<String, Long> deltas = new HashMap<>();
    CounterUpdate update =
        new CounterUpdate(table.name(), CounterItem.key(item.projectId(), item.share()));
    List<TransactWriteItem> items = new ArrayList<>();
    Map<String, UsageRow> usage = new HashMap<>();
    leases.forEach((attribute, lease) -> {
      update.remove(attribute).onlyWith(attribute, LeaseText.format(lease));
      Optional<Spent> spent = records.findSpent(item.projectId(), attribute);
      charges(lease, spent, now)
          .forEach((counter, delta) -> deltas.merge(counter, delta, Math::addExact));
      if (spent.isPresent()) {
        return;
      }
      items.add(marker(attribute, lease, now));
      UsageRow row = UsageRow.unsettled(lease);
      usage.merge(row.day() + row.keyId(), row, UsageRow::plus);
    });
    items.add(update.addAll(deltas).transactItem());
    // Under one id, so that rows of the same words are one item.
    usage.values().forEach(row -> items.add(records.usage(row, "").transactItem()));
    return items;
  }

  /** Removes notes; what they tell is written where the process died before it could. */
  private List<TransactWriteItem> record(CounterItem item, Map<String, Lease> notes, Instant now) {
    CounterUpdate update =
        new CounterUpdate(table.name(), CounterItem.key(item.projectId(), item.share()));
    List<TransactWriteItem> items = new ArrayList<>();
    notes.forEach((attribute, call) -> {
      update.remove(attribute).onlyWith(attribute);
      if (records.findSpent(item.projectId(), attribute).isEmpty()) {
        items.addAll(records.unrecorded(call, now));
      }
    });
    items.add(update.transactItem());
    return items;
  }

  /** What was spent stands with the first lease of a call; a further one held more for it. */
  private Map<String, Long> charges(Lease lease, Optional<Spent> spent, Instant now) {
    if (spent.isEmpty()) {
      return Charges.expire(lease, terms.kept(lease), now);
    }
    return lease.isFurther()
        ? Charges.giveBack(lease, now)
        : Charges.settle(lease, spent.get(), now);
  }

  private TransactWriteItem marker(String attribute, Lease lease, Instant now) {
    Map<String, AttributeValue> item = new HashMap<>(markerKey(lease.projectId(), attribute));
    item.put(KEPT, AttributeValue.fromN(Long.toString(terms.kept(lease))));
    item.put("ttl", ttl(now.plus(MARKER_KEPT)));
    return TransactWriteItem.builder()
        .put(Put.builder().tableName(table.name()).item(item).build())
        .build();
  }

  /** When DynamoDB may remove an item; it takes its time, so nothing rests on it. */
  static AttributeValue ttl(Instant at) {
    return AttributeValue.fromN(Long.toString(at.getEpochSecond()));
  }
}
