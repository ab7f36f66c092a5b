package dev.llmapi.store;

import static dev.llmapi.store.TestProject.NOON;
import static dev.llmapi.store.TestProject.only;
import static dev.llmapi.store.TestProject.spent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.llmapi.policy.Lease;
import dev.llmapi.policy.Quantity;
import dev.llmapi.policy.Refusal;
import dev.llmapi.policy.Refusal.Reason;
import dev.llmapi.policy.Reservation;
import dev.llmapi.policy.Scope;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A project whose limits are divided into shares; a store may keep them whole. */
public abstract class LedgerSharesContract extends LedgerSuite {

  @ParameterizedTest
  @CsvSource({
    "USD_TOTAL, 12, 4",
    "USD_MONTH, 12, 5",
    "USD_DAY, 12, 7",
    "REQUESTS, 12, 5",
    "PARALLEL, 3, 8"
  })
  void shares_together_allowTheWholeLimitAndNoMore(Quantity quantity, long limit, int shares) {
    TestProject project = TestProject.with(only(quantity, limit)).dividedBy(shares);
    for (int i = 0; i < limit; i++) {
      grant(project.demand("call" + i, 1));
    }
    Refusal refusal = refuse(project.demand("over", 1));
    assertThat(refusal.limit()).isEqualTo(limit);
    assertThat(refusal.used()).isEqualTo(limit);
    assertThat(refusal.quantity()).isEqualTo(quantity);
  }

  @Test
  void refusal_isHeld_whileAShareHasReservedMoney_andSpentAfterwards() {
    TestProject project = TestProject.with(only(Quantity.USD_TOTAL, 12)).dividedBy(4);
    List<Lease> leases = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      leases.add(grant(project.demand("call" + i, 1)));
    }
    Lease last = leases.removeLast();
    for (Lease lease : leases) {
      ledger().settle(lease, spent(lease, 1), NOON);
    }
    Refusal held = refuse(project.demand("over", 1));
    assertThat(held.reason()).isEqualTo(Reason.HELD);
    assertThat(held.reserved()).isEqualTo(1);
    ledger().settle(last, spent(last, 1), NOON);
    assertThat(refuse(project.demand("over", 1)).reason()).isEqualTo(Reason.SPENT);
  }

  @Test
  void lease_ofAnotherShare_isSettledThere() {
    TestProject project = TestProject.with(only(Quantity.USD_TOTAL, 4)).dividedBy(4);
    for (int round = 0; round < 3; round++) {
      List<Lease> leases = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        leases.add(grant(project.demand("call" + round + i, 1)));
      }
      for (Lease lease : leases) {
        ledger().settle(lease, spent(lease, 0), NOON);
      }
    }
    assertThat(counter(project, "t")).isZero();
    assertThat(counter(project, "n")).isZero();
  }

  @Test
  void deadCalls_inEveryShare_giveBackTheirPlaces() {
    TestProject project = TestProject.with(only(Quantity.PARALLEL, 8)).dividedBy(4);
    for (int i = 0; i < 8; i++) {
      grant(project.demand("dead" + i, 1));
    }
    var later = NOON.plus(Lease.LONGEST).plusSeconds(1);
    for (int i = 0; i < 8; i++) {
      grant(project.demand("next" + i, 1, later));
    }
    refuse(project.demand("over", 1, later));
  }

  @ParameterizedTest
  @CsvSource({"USD_TOTAL", "USD_MONTH", "USD_DAY"})
  void shares_thatHaveTooLittleEach_lendToOneAnother(Quantity quantity) {
    TestProject project = TestProject.with(only(quantity, 100)).dividedBy(4);
    Lease large = grant(project.demand("large", 90));
    assertThat(refuse(project.demand("over", 11)).reason()).isEqualTo(Reason.HELD);
    Lease small = grant(project.demand("small", 10));
    ledger().settle(large, spent(large, 60), NOON);
    ledger().settle(small, spent(small, 10), NOON);
    Lease rest = grant(project.demand("rest", 30));
    Refusal none = refuse(project.demand("one more", 1));
    assertThat(none.used()).isEqualTo(100);
    ledger().settle(rest, spent(rest, 30), NOON);
    assertThat(refuse(project.demand("another", 1)).reason()).isEqualTo(Reason.SPENT);
  }

  @Test
  void tokens_ofAMinute_areLentToo() {
    TestProject project = TestProject.with(only(Quantity.TOKENS, 1_000)).dividedBy(8);
    grant(project.demand("large", 1, 900, NOON));
    grant(project.demand("small", 1, 100, NOON));
    assertThat(refuse(project.demand("over", 1, 1, NOON)).reason()).isEqualTo(Reason.RATE);
  }

  @Test
  void limits_ofKeyAndProject_areLentTogether() {
    TestProject project =
        TestProject.with(only(Quantity.USD_TOTAL, 100))
            .withKey(only(Quantity.USD_DAY, 80))
            .dividedBy(3);
    grant(project.demand("large", 75));
    assertThat(refuse(project.demand("over", 6)).scope()).isEqualTo(Scope.KEY);
    grant(project.demand("small", 5));
  }

  @Test
  void leases_furtherOnes_leaveTheSumWithinTheLimit() {
    TestProject project = TestProject.with(only(Quantity.USD_TOTAL, 100)).dividedBy(4);
    Lease first = grant(project.demand("call", 25));
    Lease further =
        lease(ledger().reserveFurther(first, project.demand("call", 25).further(1, 60, 0, NOON)));
    ledger().settle(first, spent(first, 85), NOON);
    ledger().giveBack(further, NOON);
    grant(project.demand("rest", 15));
    refuse(project.demand("over", 1));
  }

  @Test
  void grant_tellsTheCountersOfAllShares() {
    TestProject project = TestProject.with(only(Quantity.USD_TOTAL, 100)).dividedBy(4);
    for (int i = 0; i < 5; i++) {
      Reservation granted = ledger().reserve(project.demand("call" + i, 10));
      assertThat(((Reservation.Granted) granted).counters()).containsEntry("t", 10L + i);
      Lease lease = lease(granted);
      ledger().settle(lease, spent(lease, 1), NOON);
    }
  }

  private static Lease lease(Reservation reservation) {
    assertThat(reservation).isInstanceOf(Reservation.Granted.class);
    return ((Reservation.Granted) reservation).lease();
  }

  @Test
  void reserve_sameCallTwice_takesOnce() {
    TestProject project = TestProject.with(only(Quantity.USD_TOTAL, 8)).dividedBy(4);
    Lease first = grant(project.demand("call", 1));
    assertThat(grant(project.demand("call", 1))).isEqualTo(first);
    assertThat(counter(project, "t")).isEqualTo(1);
  }
}
