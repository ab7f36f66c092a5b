package dev.llmapi.store;

import dev.llmapi.policy.Charge;
import dev.llmapi.policy.Charges;
import dev.llmapi.policy.Demand;
import dev.llmapi.policy.Lease;
import dev.llmapi.policy.LeaseTerms;
import dev.llmapi.policy.Refusal;
import dev.llmapi.policy.Reservation;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A ledger that is forgotten with its process: for a gateway that was given no store. Receipts are
 * kept up to {@link #MOST_RECEIPTS}.
 */
public final class MemoryLedger implements Ledger {

  private static final int MOST_RECEIPTS = 10_000;

  private final Map<String, Map<String, Long>> counters = new HashMap<>();
  private final Map<Call, Lease> leases = new LinkedHashMap<>();
  private final Map<Call, Ended> ended = new HashMap<>();
  private final Map<UsageRow, UsageRow> usage = new LinkedHashMap<>();
  private final Map<Call, StoredReceipt> receipts =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Call, StoredReceipt> eldest) {
          return size() > MOST_RECEIPTS;
        }
      };

  private final LeaseTerms terms;

  public MemoryLedger() {
    this(LeaseTerms.USUAL);
  }

  public MemoryLedger(LeaseTerms terms) {
    this.terms = terms;
  }

  /** A dead call's lease, and how much of it stays counted. */
  private record Ended(Lease lease, long kept) {}

  /** What names a lease, or a receipt: two projects may have calls of one id. */
  private record Call(String projectId, String callId) {
    static Call of(Lease lease) {
      return new Call(lease.projectId(), lease.callId());
    }
  }

  @Override
  public synchronized Reservation reserve(Demand demand) {
    Map<String, Long> item = item(demand.caller().projectId());
    Lease known = leases.get(new Call(demand.caller().projectId(), demand.callId()));
    if (known != null) {
      return new Reservation.Granted(known, item);
    }
    List<Charge> charges = Charges.reserve(demand);
    if (Refusal.of(charges, item, demand.at()).isPresent()) {
      sweep(demand.caller().projectId(), demand.at());
    }
    Optional<Refusal> refusal = Refusal.of(charges, item, demand.at());
    if (refusal.isPresent()) {
      return new Reservation.Refused(refusal.get(), item);
    }
    charges.forEach(charge -> item.merge(charge.counter(), charge.amount(), Math::addExact));
    item.keySet().removeIf(counter -> Charges.isStale(counter, demand.at()));
    Lease lease = demand.lease(0);
    leases.put(Call.of(lease), lease);
    return new Reservation.Granted(lease, item);
  }

  @Override
  public synchronized boolean settle(Lease lease, Settlement settlement, Instant now) {
    Ended dead = ended.remove(Call.of(lease));
    if (leases.remove(Call.of(lease)) == null && dead == null) {
      return false;
    }
    if (dead == null) {
      add(lease.projectId(), Charges.settle(lease, settlement.spent(), now));
    } else {
      add(lease.projectId(), Charges.late(lease, settlement.spent(), dead.kept()));
      add(UsageRow.settledAfterAll(dead.lease()));
    }
    StoredReceipt receipt = settlement.receipt();
    receipts.putIfAbsent(new Call(receipt.projectId(), receipt.id()), receipt);
    settlement.usage().forEach(this::add);
    return true;
  }

  @Override
  public synchronized void giveBack(Lease lease, Instant now) {
    if (leases.remove(Call.of(lease)) != null) {
      add(lease.projectId(), Charges.giveBack(lease, now));
    }
  }

  @Override
  public synchronized Map<String, Long> counters(String projectId) {
    return Map.copyOf(item(projectId));
  }

  @Override
  public synchronized long sweep(String projectId, Instant now) {
    List<Lease> dead =
        leases.values().stream()
            .filter(lease -> lease.projectId().equals(projectId) && terms.isExpired(lease, now))
            .toList();
    for (Lease lease : dead) {
      leases.remove(Call.of(lease));
      ended.put(Call.of(lease), new Ended(lease, terms.kept(lease)));
      add(projectId, Charges.expire(lease, terms.kept(lease), now));
      add(UsageRow.unsettled(lease));
    }
    return dead.stream().mapToLong(Lease::costNanoUsd).sum();
  }

  @Override
  public synchronized Optional<StoredReceipt> findReceipt(String projectId, String receiptId) {
    return Optional.ofNullable(receipts.get(new Call(projectId, receiptId)));
  }

  @Override
  public synchronized List<UsageRow> usage(
      Optional<String> projectId, LocalDate first, LocalDate last) {
    return usage.values().stream()
        .filter(row -> projectId.isEmpty() || row.projectId().equals(projectId.get()))
        .filter(row -> !row.day().isBefore(first) && !row.day().isAfter(last))
        .toList();
  }

  private Map<String, Long> item(String projectId) {
    return counters.computeIfAbsent(projectId, _ -> new HashMap<>());
  }

  private void add(String projectId, Map<String, Long> deltas) {
    Map<String, Long> item = item(projectId);
    deltas.forEach((counter, delta) -> item.merge(counter, delta, Math::addExact));
  }

  private void add(UsageRow row) {
    usage.merge(row.identity(), row, UsageRow::plus);
  }
}
