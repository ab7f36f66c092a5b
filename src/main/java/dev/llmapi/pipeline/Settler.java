package dev.llmapi.pipeline;

import dev.llmapi.policy.Demand;
import dev.llmapi.policy.Lease;
import dev.llmapi.policy.Reservation;
import dev.llmapi.policy.Spent;
import dev.llmapi.store.Ledger;
import dev.llmapi.store.Settlement;
import dev.llmapi.store.StoreUnavailableException;
import dev.llmapi.store.StoredReceipt;
import dev.llmapi.store.UsageRow;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Step 9 at the ledger: what must happen whatever becomes of the call. Thread-safe. */
record Settler(Ledger ledger, InstantSource clock) {

  private static final System.Logger LOG = System.getLogger(Settler.class.getName());

  /** A receipt can be looked up for that long. */
  private static final Duration KEPT = Duration.ofDays(90);

  /** Settling again is harmless, and a lease that nobody settles hides money that was spent. */
  private static final int ATTEMPTS = 3;

  /** Holds more for a call under way; empty where it may not have it, or nobody can say. */
  Optional<Lease> holdMore(Lease first, Demand admitted, int which, long nanoUsd, long tokens) {
    Demand further = admitted.further(which, nanoUsd, tokens, clock.instant());
    try {
      return ledger.reserveFurther(first, further)
              instanceof Reservation.Granted(Lease lease, var _)
          ? Optional.of(lease)
          : Optional.empty();
    } catch (StoreUnavailableException e) {
      LOG.log(System.Logger.Level.WARNING, admitted.callId() + " is not tried elsewhere", e);
      return Optional.empty();
    }
  }

  /**
   * Settles a call.
   *
   * @param leases its first, and those that were taken for further attempts
   */
  void settle(List<Lease> leases, Receipt receipt, Spent spent, List<UsageRow> usage) {
    // A client that hung up has interrupted this thread; its call is settled all the same.
    boolean interrupted = Thread.interrupted();
    try {
      Instant now = clock.instant();
      Lease first = leases.getFirst();
      StoredReceipt kept =
          new StoredReceipt(
              receipt.id(), first.projectId(), now, receipt.json().text().text(), now.plus(KEPT));
      surely(receipt, () -> ledger.settle(first, new Settlement(spent, kept, usage), now));
      for (Lease further : leases.subList(1, leases.size())) {
        surely(receipt, () -> ledger.giveBack(further, now));
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static void surely(Receipt receipt, Runnable work) {
    for (int attempt = 1; ; attempt++) {
      try {
        work.run();
        return;
      } catch (StoreUnavailableException e) {
        if (attempt == ATTEMPTS) {
          LOG.log(
              System.Logger.Level.ERROR,
              "%s could not be settled: its reservation will end as unsettled"
                  .formatted(receipt.id()),
              e);
          return;
        }
      }
    }
  }
}
