package dev.llmapi.aws.dynamodb;

import dev.llmapi.policy.Charges;
import dev.llmapi.policy.Demand;
import dev.llmapi.policy.Lease;
import dev.llmapi.policy.LeaseTerms;
import dev.llmapi.policy.Refusal;
import dev.llmapi.policy.Reservation;
import dev.llmapi.store.Ledger;
import dev.llmapi.store.Settlement;
import dev.llmapi.store.StoredReceipt;
import dev.llmapi.store.UsageRow;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The ledger on DynamoDB. Admitting a call is one {@code UpdateItem} on its project's counter item,
 * settling it another: all counters and the call's lease, or none, with no transaction that other
 * calls would collide with.
 *
 * <p>What it writes, in write units of 1 KB: one to admit and one to settle, while the item is
 * below 1 KB (a project and a key with limits, and 15 calls under way); one more each for every 26
 * calls more that are under way in one share. Beside these, 4 for the receipt and the usage, in one
 * transaction.
 *
 * <p>Any request may be sent twice, by the SDK's retries too: the lease in the item tells.
 * Admitting requires that it is not there, and finding it means that the first request arrived;
 * settling requires that it is there, and puts a note in its place. Where a dead call's lease was
 * ended, a marker was written in the same transaction, and the late settlement takes that away. The
 * receipt is written once together with its usage, whoever comes first. So every answer that got
 * lost may be asked for again, and is.
 */
public final class DynamoLedger implements Ledger {

  private final DynamoTable table;
  private final Counters counters;
  private final Sweep sweep;
  private final RecordItems records;
  private final Settling settling;
  private final Lending lending;
  private final SharesSeen seen;

  public DynamoLedger(DynamoTable table) {
    this(table, LeaseTerms.USUAL);
  }

  public DynamoLedger(DynamoTable table, LeaseTerms terms) {
    this.table = table;
    this.records = new RecordItems(table);
    this.seen = new SharesSeen(table);
    this.counters = new Counters(table, seen);
    this.lending = new Lending(table, counters);
    this.sweep = new Sweep(table, records, terms);
    this.settling = new Settling(table, counters, records, sweep);
  }

  @Override
  public Reservation reserve(Demand demand) {
    int own = Math.floorMod(demand.callId().hashCode(), demand.caller().shares());
    return switch (counters.take(demand, own)) {
      case Counters.Taken(var lease, var item) -> {
        sweep.endSome(item, demand.at());
        yield new Reservation.Granted(lease, seen.whole(item, demand));
      }
      case Counters.Full(var item) -> reserveElsewhere(demand, item);
    };
  }

  /** From the first one's share, where all of the call will be settled. */
  @Override
  public Reservation reserveFurther(Lease first, Demand further) {
    return switch (counters.take(further, first.share())) {
      case Counters.Taken(var lease, var item) ->
          new Reservation.Granted(lease, seen.whole(item, further));
      case Counters.Full(var item) -> reserveLent(further, first.share(), items(further, item));
    };
  }

  private List<CounterItem> items(Demand demand, CounterItem own) {
    int shares = demand.caller().shares();
    return shares == 1
        ? new ArrayList<>(List.of(own))
        : new ArrayList<>(
            CounterItem.list(table, demand.caller().projectId(), shares).subList(0, shares));
  }

  /** The own share is full: dead calls may hold some of it, or another share has room. */
  private Reservation reserveElsewhere(Demand demand, CounterItem own) {
    int shares = demand.caller().shares();
    List<CounterItem> items = items(demand, own);
    for (int step = 0; step < shares; step++) {
      int share = (own.share() + step) % shares;
      boolean expired = sweep.isAnyExpired(items.get(share), demand.at());
      var _ = sweep.endAll(items.get(share), demand.at());
      if (!expired && isFull(demand, items.get(share))) {
        continue;
      }
      switch (counters.take(demand, share)) {
        case Counters.Taken(var lease, var item) -> {
          return new Reservation.Granted(lease, seen.whole(item, demand));
        }
        case Counters.Full(var item) -> items.set(share, item);
      }
    }
    return reserveLent(demand, own.share(), items);
  }

  /** No share has room for it; all together may have. */
  private Reservation reserveLent(Demand demand, int share, List<CounterItem> items) {
    if (items.size() > 1 && lending.lend(demand, share, items)) {
      switch (counters.takeLent(demand, share)) {
        case Counters.Taken(var lease, var item) -> {
          return new Reservation.Granted(lease, seen.whole(item, demand));
        }
        case Counters.Full(var item) -> items.set(share, item);
      }
    }
    return refused(demand, items);
  }

  private static boolean isFull(Demand demand, CounterItem item) {
    return Refusal.of(Charges.reserve(demand, item.share()), item.counters(), demand.at())
        .isPresent();
  }

  private static Reservation refused(Demand demand, List<CounterItem> items) {
    List<Map<String, Long>> each = items.stream().map(CounterItem::counters).toList();
    return new Reservation.Refused(Refusal.ofShares(demand, each), Refusal.sum(each));
  }

  @Override
  public boolean settle(Lease lease, Settlement settlement, Instant now) {
    boolean settled = settling.settle(lease, settlement, now);
    counters.endDoubtful(now);
    return settled;
  }

  @Override
  public void giveBack(Lease lease, Instant now) {
    settling.giveBack(lease, now);
  }

  @Override
  public Map<String, Long> counters(String projectId) {
    return Refusal.sum(
        CounterItem.list(table, projectId, 1).stream().map(CounterItem::counters).toList());
  }

  @Override
  public long sweep(String projectId, Instant now) {
    return CounterItem.list(table, projectId, 1).stream()
        .mapToLong(item -> sweep.endAll(item, now))
        .sum();
  }

  @Override
  public Optional<StoredReceipt> findReceipt(String projectId, String receiptId) {
    return records.findReceipt(projectId, receiptId);
  }

  @Override
  public List<UsageRow> usage(Optional<String> projectId, LocalDate first, LocalDate last) {
    return records.listUsage(projectId, first, last);
  }
}
