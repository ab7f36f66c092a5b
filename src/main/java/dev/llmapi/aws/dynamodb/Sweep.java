package dev.llmapi.aws.dynamodb;

import dev.llmapi.policy.Charges;
import dev.llmapi.policy.Lease;
import dev.llmapi.store.StoreUnavailableException;
import dev.llmapi.store.UsageRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * Gives back the leases of dead calls, each in a transaction with a marker by which its settlement,
 * should it come yet, is told from a repeated one. Thread-safe.
 */
final class Sweep {

  private static final System.Logger LOG = System.getLogger(Sweep.class.getName());

  /** A marker and a row of usage each, and the item itself, of the 100 that AWS takes. */
  private static final int MOST_AT_ONCE = 40;

  private static final Duration MARKER_KEPT = Duration.ofDays(2);

  private final DynamoTable table;
  private final RecordItems records;

  Sweep(DynamoTable table, RecordItems records) {
    this.table = table;
    this.records = records;
  }

  static Map<String, AttributeValue> markerKey(String projectId, String attribute) {
    return DynamoTable.key(CounterItem.partition(projectId), "G" + attribute);
  }

  /**
   * Gives back what was met on the way of a call that does not depend on it: one request at most,
   * and none where nothing has expired.
   */
  void giveBackSome(CounterItem item, Instant now) {
    List<Map<String, Lease>> groups = groups(item.expired(now));
    if (groups.isEmpty()) {
      return;
    }
    try {
      table.transactBriefly(giveBack(item, groups.getFirst(), now));
    } catch (StoreUnavailableException e) {
      LOG.log(System.Logger.Level.DEBUG, "leases will be given back by a later call", e);
    }
  }

  /** Gives back all that has expired; how much that was, in nano-dollars. */
  long giveBackAll(CounterItem item, Instant now) {
    long sum = 0;
    for (Map<String, Lease> group : groups(item.expired(now))) {
      if (table.transact(giveBack(item, group, now))) {
        sum += group.values().stream().mapToLong(Lease::costNanoUsd).sum();
        continue;
      }
      // One of them was ended by another since: the rest shall not wait for it.
      for (var each : group.entrySet()) {
        if (table.transact(giveBack(item, Map.ofEntries(each), now))) {
          sum += each.getValue().costNanoUsd();
        }
      }
    }
    return sum;
  }

  private static List<Map<String, Lease>> groups(Map<String, Lease> leases) {
    List<Map<String, Lease>> groups = new ArrayList<>();
    leases.forEach((attribute, lease) -> {
      if (groups.isEmpty() || groups.getLast().size() == MOST_AT_ONCE) {
        groups.add(new LinkedHashMap<>());
      }
      groups.getLast().put(attribute, lease);
    });
    return groups;
  }

  private List<TransactWriteItem> giveBack(
      CounterItem item, Map<String, Lease> leases, Instant now) {
    Map<String, Long> deltas = new HashMap<>();
    CounterUpdate update =
        new CounterUpdate(table.name(), CounterItem.key(item.projectId(), item.share()));
    List<TransactWriteItem> items = new ArrayList<>();
    Map<String, UsageRow> usage = new HashMap<>();
    leases.forEach((attribute, lease) -> {
      update.remove(attribute).onlyWith(attribute);
      Charges.giveBack(lease, now)
          .forEach((counter, delta) -> deltas.merge(counter, delta, Math::addExact));
      items.add(marker(item.projectId(), attribute, now));
      UsageRow row = UsageRow.unsettled(lease);
      usage.merge(row.day() + row.keyId(), row, UsageRow::plus);
    });
    items.add(update.addAll(deltas).transactItem());
    // Under one id, so that rows of the same words are one item.
    usage.values().forEach(row -> items.add(records.usage(row, "").transactItem()));
    return items;
  }

  private TransactWriteItem marker(String projectId, String attribute, Instant now) {
    Map<String, AttributeValue> item = new HashMap<>(markerKey(projectId, attribute));
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
