package dev.llmapi.bench;

import dev.llmapi.policy.Demand;
import dev.llmapi.policy.Lease;
import dev.llmapi.policy.Reservation;
import dev.llmapi.store.Ledger;
import dev.llmapi.store.Settlement;
import dev.llmapi.store.StoredReceipt;
import dev.llmapi.store.UsageRow;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Grants all that is asked, and remembers nothing. Thread-safe. */
final class NoLedger implements Ledger {

  @Override
  public Reservation reserve(Demand demand) {
    return new Reservation.Granted(demand.lease(0), Map.of());
  }

  @Override
  public boolean settle(Lease lease, Settlement settlement, Instant now) {
    return true;
  }

  @Override
  public void giveBack(Lease lease, Instant now) {}

  @Override
  public Map<String, Long> counters(String projectId) {
    return Map.of();
  }

  @Override
  public long sweep(String projectId, Instant now) {
    return 0;
  }

  @Override
  public Optional<StoredReceipt> findReceipt(String projectId, String receiptId) {
    return Optional.empty();
  }

  @Override
  public List<UsageRow> usage(Optional<String> projectId, LocalDate first, LocalDate last) {
    return List.of();
  }
}
