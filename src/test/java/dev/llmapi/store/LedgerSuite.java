package dev.llmapi.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmapi.policy.Demand;
import dev.llmapi.policy.Lease;
import dev.llmapi.policy.Refusal;
import dev.llmapi.policy.Reservation;
import dev.llmapi.policy.Reservation.Granted;
import dev.llmapi.policy.Reservation.Refused;

/** What the suites of a ledger have in common. */
public abstract class LedgerSuite {

  /** A ledger on a store that lasts as long as the class. */
  protected abstract Ledger ledger();

  protected final Lease grant(Demand demand) {
    return granted(ledger().reserve(demand)).lease();
  }

  protected static Granted granted(Reservation reservation) {
    assertThat(reservation).isInstanceOf(Granted.class);
    return (Granted) reservation;
  }

  protected final Refusal refuse(Demand demand) {
    Reservation reservation = ledger().reserve(demand);
    assertThat(reservation).isInstanceOf(Refused.class);
    return ((Refused) reservation).refusal();
  }

  protected final long counter(TestProject project, String name) {
    return ledger().counters(project.id()).getOrDefault(name, 0L);
  }
}
