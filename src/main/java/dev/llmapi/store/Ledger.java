package dev.llmapi.store;

import dev.llmapi.policy.Demand;
import dev.llmapi.policy.Lease;
import dev.llmapi.policy.Reservation;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What each project has spent and reserved, its rates, and its receipts. Thread-safe, and right
 * with any number of instances on one store.
 */
public interface Ledger {

  /**
   * Takes all that the demand asks for, or nothing. Asking again for the same call takes nothing
   * more. Leases of dead calls that are met on the way are ended.
   *
   * @throws StoreUnavailableException when the store cannot say; then it may have been taken, and
   *     is ended as a dead call's is
   */
  Reservation reserve(Demand demand);

  /**
   * Takes what a call under way asks for beside its first lease.
   *
   * @throws StoreUnavailableException as {@link #reserve}
   */
  default Reservation reserveFurther(Lease first, Demand further) {
    return reserve(further);
  }

  /**
   * Takes what the demand of a caller without limits asks for: nothing can refuse it, so a store
   * may do it after it has answered, as long as it does it before the call is settled.
   *
   * @throws StoreUnavailableException as {@link #reserve}
   */
  default Lease hold(Demand demand) {
    return switch (reserve(demand)) {
      case Reservation.Granted(Lease lease, var _) -> lease;
      case Reservation.Refused refused ->
          throw new IllegalStateException("refused without a limit: " + refused.refusal());
    };
  }

  /**
   * Puts what was spent in the place of what was reserved, keeps the receipt, and adds its usage to
   * the day's. What was spent is counted even beyond the reservation and beyond every limit.
   *
   * @return false when the call was settled before, and nothing was done
   * @throws StoreUnavailableException when the store cannot say; asking again is harmless
   */
  boolean settle(Lease lease, Settlement settlement, Instant now);

  /**
   * Gives a lease back for which nothing was spent: a further one of the same call.
   *
   * @throws StoreUnavailableException when the store cannot say; asking again is harmless
   */
  void giveBack(Lease lease, Instant now);

  /**
   * The project's counters as they stand, its shares added up; none for a project without.
   *
   * @throws StoreUnavailableException when the store cannot say
   */
  Map<String, Long> counters(String projectId);

  /**
   * Ends the leases of a project's calls that must have died; what they held stands in the usage of
   * the day as unsettled, and stays counted or comes back as {@link
   * dev.llmapi.policy.LeaseTerms.Unsettled} says. A call that is settled after all is counted by
   * what it spent.
   *
   * @return how much they held, in nano-dollars
   * @throws StoreUnavailableException when the store cannot say; asking again is harmless
   */
  long sweep(String projectId, Instant now);

  /**
   * A project's receipt by its id.
   *
   * @throws StoreUnavailableException when the store cannot say
   */
  Optional<StoredReceipt> findReceipt(String projectId, String receiptId);

  /**
   * The usage of the days from the first to the last, both included; of all projects if empty.
   *
   * @throws StoreUnavailableException when the store cannot say
   */
  List<UsageRow> usage(Optional<String> projectId, LocalDate first, LocalDate last);
}
