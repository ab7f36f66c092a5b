package dev.llmapi.store;

import static dev.llmapi.store.TestProject.NOON;
import static dev.llmapi.store.TestProject.TOKENS;
import static dev.llmapi.store.TestProject.only;
import static dev.llmapi.store.TestProject.spent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.llmapi.policy.Demand;
import dev.llmapi.policy.Lease;
import dev.llmapi.policy.Limits;
import dev.llmapi.policy.Quantity;
import dev.llmapi.policy.Refusal;
import dev.llmapi.policy.Refusal.Reason;
import dev.llmapi.policy.Reservation.Granted;
import dev.llmapi.policy.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Admission and settlement, one call after the other. */
public abstract class LedgerContract extends LedgerSuite {

  @Test
  void reserve_withinTheLimits_countsForProjectAndKey() {
    TestProject project =
        TestProject.with(Limits.NONE).withKey(only(Quantity.USD_MONTH, 1_000_000_000_000L));
    Granted granted = granted(ledger().reserve(project.demand("call", 40_000_000_000L)));
    Map<String, Long> expected =
        Map.ofEntries(
            Map.entry("t", 40_000_000_000L),
            Map.entry("m203005", 40_000_000_000L),
            Map.entry("d20300515", 40_000_000_000L),
            Map.entry(Quantity.REQUESTS.counter(NOON), 1L),
            Map.entry(Quantity.TOKENS.counter(NOON), TOKENS),
            Map.entry("n", 1L),
            Map.entry("r", 40_000_000_000L),
            Map.entry("key1.t", 40_000_000_000L),
            Map.entry("key1.m203005", 40_000_000_000L),
            Map.entry("key1.d20300515", 40_000_000_000L),
            Map.entry("key1." + Quantity.REQUESTS.counter(NOON), 1L),
            Map.entry("key1." + Quantity.TOKENS.counter(NOON), TOKENS),
            Map.entry("key1.n", 1L),
            Map.entry("key1.r", 40_000_000_000L));
    assertThat(granted.counters()).isEqualTo(expected);
    assertThat(ledger().counters(project.id())).isEqualTo(expected);
  }

  @Test
  void counters_ofUnknownProject_areNone() {
    assertThat(ledger().counters(TestProject.newId())).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"USD_TOTAL", "USD_MONTH", "USD_DAY"})
  void reserve_exactlyWhatIsLeft_isGranted(Quantity money) {
    TestProject project = TestProject.with(only(money, 100));
    grant(project.demand("first", 60));
    Refusal refusal = refuse(project.demand("over", 41));
    assertThat(refusal)
        .isEqualTo(
            new Refusal(
                Reason.HELD,
                Scope.PROJECT,
                money,
                100,
                60,
                60,
                41,
                money.resetAfter(NOON).orElse(null),
                Duration.ofSeconds(1)));
    grant(project.demand("rest", 40));
  }

  @ParameterizedTest
  @CsvSource({
    "PROJECT, USD_TOTAL, 10, SPENT, HELD",
    "PROJECT, USD_MONTH, 10, SPENT, HELD",
    "PROJECT, USD_DAY,   10, SPENT, HELD",
    "PROJECT, REQUESTS,  1,  RATE,  RATE",
    "PROJECT, TOKENS,    100, RATE, RATE",
    "PROJECT, PARALLEL,  1,  ,      HELD",
    "KEY,     USD_TOTAL, 10, SPENT, HELD",
    "KEY,     USD_MONTH, 10, SPENT, HELD",
    "KEY,     USD_DAY,   10, SPENT, HELD",
    "KEY,     REQUESTS,  1,  RATE,  RATE",
    "KEY,     TOKENS,    100, RATE, RATE",
    "KEY,     PARALLEL,  1,  ,      HELD"
  })
  void reserve_overOneLimit_isRefusedForIt(
      Scope scope, Quantity quantity, long limit, @Nullable Reason settled, Reason running) {
    Limits limits = only(quantity, limit);
    TestProject project =
        scope == Scope.PROJECT
            ? TestProject.with(limits)
            : TestProject.with(Limits.NONE).withKey(limits);
    Lease lease = grant(project.demand("first", 10));
    Map<String, Long> before = ledger().counters(project.id());
    Refusal whileRunning = refuse(project.demand("second", 10));
    assertThat(whileRunning.reason()).isEqualTo(running);
    assertThat(whileRunning.scope()).isEqualTo(scope);
    assertThat(whileRunning.quantity()).isEqualTo(quantity);
    assertThat(whileRunning.limit()).isEqualTo(limit);
    assertThat(ledger().counters(project.id())).as("nothing was taken").isEqualTo(before);

    ledger().settle(lease, spent(lease, 10), NOON);
    if (settled == null) {
      grant(project.demand("second", 10));
    } else {
      assertThat(refuse(project.demand("second", 10)).reason()).isEqualTo(settled);
    }
  }

  @Test
  void reserve_overSeveralLimits_isToldTheMostFinal() {
    Limits limits = new Limits(10L, null, null, 1L, null, 1L, List.of());
    TestProject project = TestProject.with(limits);
    Lease lease = grant(project.demand("first", 10));
    assertThat(refuse(project.demand("second", 1)).quantity()).isEqualTo(Quantity.REQUESTS);
    ledger().settle(lease, spent(lease, 10), NOON);
    assertThat(refuse(project.demand("second", 1)).quantity()).isEqualTo(Quantity.USD_TOTAL);
  }

  @Test
  void reserve_moreThanTheWholeLimit_isSpentBeforeAnyCall() {
    TestProject project = TestProject.with(only(Quantity.USD_TOTAL, 10));
    assertThat(refuse(project.demand("call", 11)).reason()).isEqualTo(Reason.SPENT);
    assertThat(ledger().counters(project.id())).isEmpty();
  }

  @Test
  void reserve_sameCallTwice_takesOnce() {
    TestProject project = TestProject.with(only(Quantity.USD_TOTAL, 10));
    Lease first = grant(project.demand("call", 10));
    Lease again = grant(project.demand("call", 10, NOON.plusSeconds(70)));
    assertThat(again).isEqualTo(first);
    assertThat(counter(project, "t")).isEqualTo(10);
    assertThat(counter(project, "n")).isEqualTo(1);
  }

  @Test
  void reserve_sameIdInAnotherProject_isAnotherCall() {
    TestProject one = TestProject.with(only(Quantity.USD_TOTAL, 10));
    TestProject other = TestProject.with(only(Quantity.USD_TOTAL, 10));
    Lease ofOne = grant(one.demand("call", 10));
    Lease ofOther = grant(other.demand("call", 10));
    assertThat(counter(other, "t")).isEqualTo(10);
    ledger().settle(ofOne, spent(ofOne, 1), NOON);
    ledger().settle(ofOther, spent(ofOther, 2), NOON);
    assertThat(counter(one, "t")).isEqualTo(1);
    assertThat(counter(other, "t")).isEqualTo(2);
  }

  @Test
  void settle_lessThanReserved_givesTheRestBack() {
    TestProject project = TestProject.with(only(Quantity.USD_TOTAL, 10));
    Lease lease = grant(project.demand("call", 10));
    assertThat(ledger().settle(lease, spent(lease, 4, 30), NOON)).isTrue();
    assertThat(counter(project, "t")).isEqualTo(4);
    assertThat(counter(project, "d20300515")).isEqualTo(4);
    assertThat(counter(project, Quantity.TOKENS.counter(NOON))).isEqualTo(30);
    assertThat(counter(project, Quantity.REQUESTS.counter(NOON))).isEqualTo(1);
    assertThat(counter(project, "n")).isZero();
    assertThat(counter(project, "r")).isZero();
    grant(project.demand("next", 6));
  }

  @Test
  void settle_beyondTheReservationAndTheLimit_countsAllAndClosesTheBudget() {
    TestProject project = TestProject.with(only(Quantity.USD_TOTAL, 10));
    Lease lease = grant(project.demand("call", 2));
    ledger().settle(lease, spent(lease, 25), NOON);
    Refusal refusal = refuse(project.demand("next", 1));
    assertThat(refusal.reason()).isEqualTo(Reason.SPENT);
    assertThat(refusal.used()).isEqualTo(25);
  }

  @Test
  void settle_twice_countsOnce() {
    TestProject project = TestProject.with(only(Quantity.USD_TOTAL, 10));
    Lease lease = grant(project.demand("call", 10));
    assertThat(ledger().settle(lease, spent(lease, 4), NOON)).isTrue();
    assertThat(ledger().settle(lease, spent(lease, 4), NOON)).isFalse();
    assertThat(counter(project, "t")).isEqualTo(4);
  }

  @Test
  void giveBack_leavesNothingButTheRequest() {
    TestProject project = TestProject.with(Limits.NONE).withKey(only(Quantity.PARALLEL, 5));
    Lease lease = grant(project.demand("call", 10));
    ledger().giveBack(lease, NOON);
    ledger().giveBack(lease, NOON);
    Map<String, Long> left = new HashMap<>(ledger().counters(project.id()));
    left.values().removeIf(value -> value == 0);
    String requests = Quantity.REQUESTS.counter(NOON);
    assertThat(left).isEqualTo(Map.of(requests, 1L, "key1." + requests, 1L));
  }

  @Test
  void further_lease_takesMoneyButNoOtherPlaceAndNoOtherRequest() {
    Limits limits = new Limits(30L, null, null, 1L, null, 1L, List.of());
    TestProject project = TestProject.with(limits);
    Demand demand = project.demand("call", 10);
    Lease first = grant(demand);
    refuse(demand.further(1, 21, 0, NOON));
    Lease further = grant(demand.further(1, 20, 0, NOON));
    assertThat(grant(demand.further(1, 20, 0, NOON))).isEqualTo(further);
    assertThat(counter(project, "t")).isEqualTo(30);
    assertThat(counter(project, "n")).isEqualTo(1);
    assertThat(counter(project, Quantity.REQUESTS.counter(NOON))).isEqualTo(1);

    ledger().settle(first, spent(first, 25), NOON);
    ledger().giveBack(further, NOON);
    assertThat(counter(project, "t")).isEqualTo(25);
    assertThat(counter(project, "r")).isZero();
    assertThat(counter(project, "n")).isZero();
  }

  @Test
  void raisedLimit_letsTheNextCallIn() {
    TestProject project = TestProject.with(only(Quantity.USD_TOTAL, 10));
    grant(project.demand("first", 10));
    refuse(project.demand("second", 10));
    grant(project.withLimits(only(Quantity.USD_TOTAL, 20)).demand("second", 10));
    refuse(project.withLimits(only(Quantity.USD_TOTAL, 5)).demand("third", 0));
  }

  @ParameterizedTest
  @CsvSource({
    "REQUESTS,  2030-05-15T12:01:00Z",
    "TOKENS,    2030-05-15T12:01:00Z",
    "USD_DAY,   2030-05-16T00:00:00Z",
    "USD_MONTH, 2030-06-01T00:00:00Z"
  })
  void period_thatBegins_beginsAtZero(Quantity quantity, Instant next) {
    TestProject project =
        TestProject.with(only(quantity, quantity == Quantity.REQUESTS ? 1 : TOKENS));
    Lease lease = grant(project.demand("first", TOKENS, NOON));
    ledger().settle(lease, spent(lease, TOKENS), NOON);
    refuse(project.demand("last", TOKENS, next.minusSeconds(1)));
    grant(project.demand("first of the next", TOKENS, next));
  }
}
