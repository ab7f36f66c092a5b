package dev.llmapi.aws.dynamodb;

import dev.llmapi.policy.Charges;
import dev.llmapi.policy.Lease;
import dev.llmapi.policy.Spent;
import dev.llmapi.store.Settlement;
import dev.llmapi.store.StoreUnavailableException;
import dev.llmapi.store.UsageRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * The end of a call: its cost is counted, and at the same time its receipt and its usage are
 * recorded, so that its client waits for one round trip.
 *
 * <p>A process may die after either of the two. Recorded and not counted, its lease is still there:
 * who ends it finds the receipt and counts by it. Counted and not recorded, a note is there in the
 * lease's place: who finds it after the lease's time records what it tells. So the counters, the
 * usage and the receipts agree again. Thread-safe.
 */
final class Settling {

  private static final int ATTEMPTS = 3;

  private final DynamoTable table;
  private final Counters counters;
  private final RecordItems records;
  private final Sweep sweep;

  Settling(DynamoTable table, Counters counters, RecordItems records, Sweep sweep) {
    this.table = table;
    this.counters = counters;
    this.records = records;
    this.sweep = sweep;
  }

  /** As {@link dev.llmapi.store.Ledger#settle}. */
  boolean settle(Lease lease, Settlement settlement, Instant now) {
    var recording = new FutureTask<>(() -> persistently(() -> records.write(settlement)));
    Thread.startVirtualThread(recording);
    boolean counted;
    try {
      counted = persistently(() -> count(lease, settlement.spent(), now));
      records.list(lease.projectId());
    } catch (StoreUnavailableException e) {
      // What can be had of the two is had, and the rest asked for again.
      awaitQuietly(recording);
      throw e;
    }
    boolean recorded = await(recording);
    counters.recorded(lease);
    return counted || recorded;
  }

  private static boolean await(FutureTask<Boolean> recording) {
    try {
      return recording.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof StoreUnavailableException unavailable) {
        throw unavailable;
      }
      throw new IllegalStateException("a call could not be recorded", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreUnavailableException("interrupted while a call was recorded", e);
    }
  }

  private static void awaitQuietly(FutureTask<Boolean> recording) {
    try {
      var _ = await(recording);
    } catch (StoreUnavailableException _) {
      // Of the two the money is told.
    }
  }

  private boolean count(Lease lease, Spent spent, Instant now) {
    return counters.count(lease, Charges.settle(lease, spent, now), spent.costNanoUsd())
        || settleLate(lease, spent);
  }

  /** Counts what a call spent whose lease was ended as a dead one's; false if there is no such. */
  private boolean settleLate(Lease lease, Spent spent) {
    String attribute = LeaseText.attribute(lease.callId());
    OptionalLong kept = sweep.findKept(lease.projectId(), attribute);
    if (kept.isEmpty()) {
      return false;
    }
    CounterUpdate update =
        counters
            .update(lease.projectId(), lease.share())
            .addAll(Charges.late(lease, spent, kept.getAsLong()));
    List<TransactWriteItem> items = new ArrayList<>();
    items.add(
        TransactWriteItem.builder()
            .delete(
                Delete.builder()
                    .tableName(table.name())
                    .key(Sweep.markerKey(lease.projectId(), attribute))
                    .conditionExpression("attribute_exists(pk)")
                    .build())
            .build());
    if (!update.isEmpty()) {
      items.add(update.transactItem());
    }
    items.add(records.usage(UsageRow.settledAfterAll(lease), lease.callId()).transactItem());
    return table.transact(items);
  }

  /** As {@link dev.llmapi.store.Ledger#giveBack}. */
  void giveBack(Lease lease, Instant now) {
    persistently(() -> counters.end(lease, Charges.giveBack(lease, now)));
  }

  /**
   * Asks again when the answer got lost: for what is harmless to ask twice. If it then was done
   * before, it was most likely by the attempt that nobody heard of.
   */
  private static boolean persistently(Supplier<Boolean> work) {
    for (int attempt = 1; ; attempt++) {
      try {
        return work.get() || attempt > 1;
      } catch (StoreUnavailableException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }
}
