package dev.llmapi.store;

import dev.llmapi.policy.Demand;
import dev.llmapi.policy.Lease;
import dev.llmapi.policy.Reservation;
import dev.llmapi.policy.Spent;
import java.time.Instant;
import java.util.Map;

/**
 * The counters of each project: what is spent, what is reserved, and the rates. Thread-safe, and
 * right with any number of instances on one store.
 */
public interface Counters {

  /**
   * Takes all that the demand asks for, or nothing. Asking again for the same call takes nothing
   * more. Leases of dead calls that are met on the way are given back.
   *
   * @throws StoreUnavailableException when the store cannot say; then it may have been taken, and
   *     comes back by itself after {@link Lease#LONGEST}
   */
  Reservation reserve(Demand demand);

  /**
   * Puts what was spent in the place of what was reserved. What was spent is counted even beyond
   * the reservation and beyond every limit.
   *
   * @return false when the lease was settled before, and nothing was done
   * @throws StoreUnavailableException when the store cannot say; asking again is harmless
   */
  boolean settle(Lease lease, Spent spent, Instant now);

  /** The project's counters as they stand, its shares added up; none for a project without. */
  Map<String, Long> read(String projectId);

  /** Gives back the leases of calls that must have died, of one project; how much it was. */
  long sweep(String projectId, Instant now);
}
