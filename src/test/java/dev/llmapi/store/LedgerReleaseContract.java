package dev.llmapi.store;

import static dev.llmapi.store.TestProject.NOON;
import static dev.llmapi.store.TestProject.only;
import static dev.llmapi.store.TestProject.spent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.llmapi.policy.Lease;
import dev.llmapi.policy.LeaseTerms;
import dev.llmapi.policy.LeaseTerms.Unsettled;
import dev.llmapi.policy.Quantity;
import dev.llmapi.policy.Refusal.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Calls whose instance died, where what they held comes back, and soon. */
public abstract class LedgerReleaseContract extends LedgerSuite {

  private static final Duration LENGTH = Duration.ofSeconds(90);
  private static final Instant DEAD = NOON.plus(LENGTH).plusSeconds(1);

  /** What the ledger is given. */
  protected static final LeaseTerms TERMS = new LeaseTerms(LENGTH, Unsettled.RELEASED);

  @Test
  void lease_isKept_asLongAsItIsSaid() {
    TestProject project = TestProject.with(only(Quantity.USD_TOTAL, 10));
    grant(project.demand("call", 10));
    assertThat(ledger().sweep(project.id(), NOON.plus(LENGTH))).isZero();
    assertThat(refuse(project.demand("next", 1, NOON.plus(LENGTH))).reason())
        .isEqualTo(Reason.HELD);
    assertThat(ledger().sweep(project.id(), DEAD)).isEqualTo(10);
  }

  @Test
  void reserve_meetsDeadCalls_takesWhatTheyHeld() {
    TestProject project =
        TestProject.with(only(Quantity.USD_TOTAL, 10)).withKey(only(Quantity.PARALLEL, 3));
    grant(project.demand("dead one", 4));
    grant(project.demand("dead two", 6));
    grant(project.demand("next", 10, DEAD));
    assertThat(counter(project, "t")).isEqualTo(10);
    assertThat(counter(project, "key1.n")).isEqualTo(1);
    assertThat(counter(project, "r")).isEqualTo(10);
  }

  @Test
  void reserve_meetsDeadCallsInEveryShare_takesWhatTheyHeld() {
    TestProject project = TestProject.with(only(Quantity.USD_TOTAL, 8)).dividedBy(4);
    for (int i = 0; i < 8; i++) {
      grant(project.demand("dead" + i, 1));
    }
    for (int i = 0; i < 8; i++) {
      grant(project.demand("next" + i, 1, DEAD));
    }
    refuse(project.demand("over", 1, DEAD));
  }

  @Test
  void sweep_givesBack_andTellsTheAmountAsUnsettled() {
    TestProject project = TestProject.with(only(Quantity.USD_TOTAL, 10));
    grant(project.demand("dead", 9));
    assertThat(ledger().sweep(project.id(), DEAD)).isEqualTo(9);
    assertThat(ledger().sweep(project.id(), DEAD)).isZero();
    assertThat(counter(project, "t")).isZero();
    assertThat(ledger().usage(Optional.of(project.id()), project.day(), project.day()))
        .singleElement()
        .extracting(UsageRow::unsettledNanoUsd)
        .isEqualTo(9L);
  }

  @Test
  void settle_ofCallTakenForDead_countsAllItSpent() {
    TestProject project = TestProject.with(only(Quantity.USD_TOTAL, 10));
    Lease slow = grant(project.demand("slow", 10));
    ledger().sweep(project.id(), DEAD);
    assertThat(ledger().settle(slow, spent(slow, 7), DEAD)).isTrue();
    assertThat(ledger().settle(slow, spent(slow, 7), DEAD)).isFalse();
    assertThat(counter(project, "t")).isEqualTo(7);
    assertThat(counter(project, "n")).isZero();
    assertThat(counter(project, "r")).isZero();
  }
}
