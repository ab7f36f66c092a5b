package dev.llmapi.store;

import static dev.llmapi.store.TestProject.NOON;
import static dev.llmapi.store.TestProject.only;
import static dev.llmapi.store.TestProject.spent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.llmapi.policy.Lease;
import dev.llmapi.policy.Quantity;
import dev.llmapi.policy.Refusal.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls whose instance died, clocks that differ, and periods that ended. */
public abstract class LedgerDeathContract extends LedgerSuite {

  private static final Instant DEAD = NOON.plus(Lease.LONGEST).plusSeconds(1);

  @Test
  void lease_isKept_asLongAsItsCallMayLive() {
    TestProject project = TestProject.with(only(Quantity.USD_TOTAL, 10));
    grant(project.demand("call", 10));
    Instant latest = NOON.plus(Lease.LONGEST);
    assertThat(ledger().sweep(project.id(), latest)).isZero();
    refuse(project.demand("next", 1, latest));
  }

  @Test
  void reserve_meetsDeadCalls_takesTheirPlaces_andNotTheirMoney() {
    TestProject project =
        TestProject.with(only(Quantity.USD_TOTAL, 15)).withKey(only(Quantity.PARALLEL, 2));
    grant(project.demand("dead one", 4));
    grant(project.demand("dead two", 6));
    Lease next = grant(project.demand("next", 5, DEAD));
    assertThat(counter(project, "t")).isEqualTo(15);
    assertThat(counter(project, "n")).isEqualTo(1);
    assertThat(counter(project, "key1.n")).isEqualTo(1);
    assertThat(counter(project, "r")).isEqualTo(5);
    ledger().settle(next, spent(next, 5), DEAD);
    assertThat(refuse(project.demand("over", 1, DEAD)).reason()).isEqualTo(Reason.SPENT);
  }

  @Test
  void reserve_meetsDeadCallsThatHeldNoMoney_takesTheirPlaces() {
    TestProject project = TestProject.with(only(Quantity.PARALLEL, 1));
    grant(project.demand("dead", 0));
    assertThat(refuse(project.demand("next", 0)).reason()).isEqualTo(Reason.HELD);
    grant(project.demand("next", 0, DEAD));
  }

  @Test
  void refusal_isHeld_whileADeadCallIsWaitedFor_andSpentAfterwards() {
    TestProject project = TestProject.with(only(Quantity.USD_TOTAL, 10));
    grant(project.demand("dead", 10));
    assertThat(refuse(project.demand("next", 1)).reason()).isEqualTo(Reason.HELD);
    assertThat(refuse(project.demand("next", 1, DEAD)).reason()).isEqualTo(Reason.SPENT);
  }

  @Test
  void sweep_keepsTheMoneyCounted_andTellsItAsUnsettled() {
    TestProject project = TestProject.with(only(Quantity.USD_TOTAL, 10));
    grant(project.demand("dead one", 4));
    grant(project.demand("dead two", 5));
    grant(project.demand("alive", 1, DEAD.minusSeconds(60)));
    assertThat(ledger().sweep(project.id(), DEAD)).isEqualTo(9);
    assertThat(ledger().sweep(project.id(), DEAD)).isZero();
    assertThat(counter(project, "t")).isEqualTo(10);
    assertThat(counter(project, "r")).isEqualTo(1);
    assertThat(usage(project))
        .singleElement()
        .satisfies(row -> {
          assertThat(row.requests()).isEqualTo(2);
          assertThat(row.errors()).isEqualTo(2);
          assertThat(row.unsettledNanoUsd()).isEqualTo(9);
          assertThat(row.costNanoUsd()).isZero();
        });
  }

  @Test
  void sweep_ofManyDeadCalls_endsThemAll() {
    TestProject project = TestProject.with(only(Quantity.USD_TOTAL, 1_000));
    for (int i = 0; i < 100; i++) {
      grant(project.demand("dead" + i, 10));
    }
    assertThat(ledger().sweep(project.id(), DEAD)).isEqualTo(1_000);
    assertThat(counter(project, "t")).isEqualTo(1_000);
    assertThat(counter(project, "r")).isZero();
    assertThat(counter(project, "n")).isZero();
  }

  @Test
  void settle_ofCallTakenForDead_countsWhatItSpentInstead() {
    TestProject project = TestProject.with(only(Quantity.USD_TOTAL, 10));
    Lease slow = grant(project.demand("slow", 10));
    ledger().sweep(project.id(), DEAD);
    assertThat(ledger().settle(slow, spent(slow, 7), DEAD)).isTrue();
    assertThat(ledger().settle(slow, spent(slow, 7), DEAD)).isFalse();
    assertThat(counter(project, "t")).isEqualTo(7);
    assertThat(counter(project, "n")).isZero();
    assertThat(counter(project, "r")).isZero();
    assertThat(ledger().findReceipt(project.id(), "slow")).isPresent();
    List<UsageRow> usage = usage(project);
    assertThat(usage.stream().mapToLong(UsageRow::requests).sum()).isEqualTo(1);
    assertThat(usage.stream().mapToLong(UsageRow::errors).sum()).isZero();
    assertThat(usage.stream().mapToLong(UsageRow::costNanoUsd).sum()).isEqualTo(7);
    assertThat(usage.stream().mapToLong(UsageRow::unsettledNanoUsd).sum()).isZero();
  }

  @Test
  void giveBack_ofCallTakenForDead_isHarmless() {
    TestProject project = TestProject.with(only(Quantity.USD_TOTAL, 10));
    Lease slow = grant(project.demand("slow", 10));
    ledger().sweep(project.id(), DEAD);
    ledger().giveBack(slow, DEAD);
    assertThat(counter(project, "t")).isEqualTo(10);
    assertThat(counter(project, "n")).isZero();
  }

  @Test
  void settle_afterMidnight_countsOnTheDayOfTheAdmission() {
    TestProject project = TestProject.with(only(Quantity.USD_DAY, 10));
    Instant late = Instant.parse("2030-05-31T23:59:50Z");
    Lease lease = grant(project.demand("call", 10, late));
    ledger().settle(lease, spent(lease, 3, 50), late.plusSeconds(20));
    assertThat(counter(project, "d20300531")).isEqualTo(3);
    assertThat(counter(project, "m203005")).isEqualTo(3);
    assertThat(counter(project, "d20300601")).isZero();
    grant(project.demand("next", 10, late.plusSeconds(30)));
  }

  @ParameterizedTest
  @ValueSource(longs = {-900, -90, 90, 900})
  void clocks_thatDiffer_leaveTheSumsRight(long secondsOff) {
    TestProject project = TestProject.with(only(Quantity.USD_TOTAL, 10));
    Lease lease = grant(project.demand("here", 5, NOON));
    Lease elsewhere = grant(project.demand("there", 5, NOON.plusSeconds(secondsOff)));
    ledger().settle(elsewhere, spent(elsewhere, 2), NOON);
    ledger().settle(lease, spent(lease, 1), NOON.plusSeconds(secondsOff));
    assertThat(counter(project, "t")).isEqualTo(3);
    assertThat(counter(project, "d20300515")).isEqualTo(3);
    assertThat(counter(project, "n")).isZero();
    assertThat(counter(project, "r")).isZero();
  }

  @Test
  void clock_farAhead_takesTheLivingForDead_andLosesNothing() {
    TestProject project = TestProject.with(only(Quantity.USD_TOTAL, 16));
    Lease living = grant(project.demand("living", 6));
    Lease other = grant(project.demand("from ahead", 10, NOON.plus(Duration.ofHours(1))));
    ledger().settle(living, spent(living, 6), NOON.plusSeconds(5));
    ledger().settle(other, spent(other, 10), NOON.plusSeconds(5));
    assertThat(counter(project, "t")).as("what both spent").isEqualTo(16);
    refuse(project.demand("next", 1, NOON.plusSeconds(5)));
  }

  @Test
  void counters_ofPeriodsLongEnded_areRemoved() {
    TestProject project = TestProject.with(only(Quantity.USD_TOTAL, 10));
    Instant later = NOON.plus(Duration.ofDays(70));
    Lease first = grant(project.demand("first", 1));
    ledger().settle(first, spent(first, 1), NOON);
    Lease second = grant(project.demand("second", 1, later));
    ledger().settle(second, spent(second, 1), later);
    assertThat(ledger().counters(project.id()))
        .containsEntry("t", 2L)
        .containsEntry("m203007", 1L)
        .doesNotContainKeys("m203005", "d20300515", Quantity.REQUESTS.counter(NOON));
  }

  private List<UsageRow> usage(TestProject project) {
    return ledger().usage(Optional.of(project.id()), project.day(), project.day());
  }
}
