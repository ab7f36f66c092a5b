package dev.llmapi.store;

import static dev.llmapi.store.TestProject.NOON;
import static dev.llmapi.store.TestProject.only;
import static dev.llmapi.store.TestProject.spent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.llmapi.policy.Demand;
import dev.llmapi.policy.Lease;
import dev.llmapi.policy.Quantity;
import dev.llmapi.policy.Refusal;
import dev.llmapi.policy.Refusal.Reason;
import dev.llmapi.policy.Reservation;
import dev.llmapi.policy.Reservation.Granted;
import dev.llmapi.policy.Reservation.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many calls at one time. */
public abstract class LedgerConcurrencyContract extends LedgerSuite {

  private static final long DIME = 100_000_000;
  private static final long FIVE_DOLLARS = 5_000_000_000L;

  /** How many calls are made at one time. */
  protected int threads() {
    return 1_000;
  }

  /** Runs all at one time; their answers in order. */
  private <T> List<T> parallel(int count, IntFunction<T> call) {
    List<T> answers = new ArrayList<>();
    try (var executor =
        Executors.newFixedThreadPool(Math.min(count, threads()), Thread.ofVirtual().factory())) {
      List<Future<T>> futures =
          IntStream.range(0, count).mapToObj(i -> executor.submit(() -> call.apply(i))).toList();
      for (Future<T> future : futures) {
        answers.add(future.get());
      }
      return answers;
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  private static List<Lease> granted(List<Reservation> reservations) {
    return reservations.stream()
        .filter(Granted.class::isInstance)
        .map(reservation -> ((Granted) reservation).lease())
        .toList();
  }

  private static List<Refusal> refused(List<Reservation> reservations) {
    return reservations.stream()
        .filter(Refused.class::isInstance)
        .map(reservation -> ((Refused) reservation).refusal())
        .toList();
  }

  @ParameterizedTest(name = "{0} shares")
  @ValueSource(ints = {1, 5})
  void thousandCallsOfADime_againstFiveDollars_areFiftyGranted(int shares) {
    TestProject project =
        TestProject.with(only(Quantity.USD_TOTAL, FIVE_DOLLARS)).dividedBy(shares);
    List<Reservation> all =
        parallel(1_000, i -> ledger().reserve(project.demand("call" + i, DIME)));
    List<Lease> leases = granted(all);
    assertThat(leases).hasSize(50);
    assertThat(refused(all)).extracting(Refusal::reason).containsOnly(Reason.HELD);
    assertThat(counter(project, "t")).isEqualTo(FIVE_DOLLARS);

    parallel(50, i -> ledger().settle(leases.get(i), spent(leases.get(i), DIME), NOON));
    assertThat(counter(project, "t")).isEqualTo(FIVE_DOLLARS);
    assertThat(counter(project, "n")).isZero();
    assertThat(refuse(project.demand("late", 1)).reason()).isEqualTo(Reason.SPENT);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void callsOfAnyKind_leaveTheSumsRight_andTheLimitsHeld(long seed) {
    Random random = new Random(seed);
    long limit = 10_000L + random.nextInt(10_000);
    TestProject project =
        TestProject.with(only(Quantity.USD_TOTAL, limit))
            .withKey(only(Quantity.USD_DAY, limit * 3 / 4))
            .dividedBy(1 + random.nextInt(3));
    AtomicLong spentInAll = new AtomicLong();
    AtomicLong dead = new AtomicLong();
    long[] seeds = random.longs(300).toArray();
    parallel(
        seeds.length,
        i -> {
          Random own = new Random(seeds[i]);
          Demand demand = project.demand("call" + i, own.nextInt(500));
          if (ledger().reserve(demand) instanceof Granted(var lease, _)) {
            switch (own.nextInt(4)) {
              case 0 -> ledger().giveBack(lease, NOON);
              case 1 -> dead.addAndGet(demand.costNanoUsd());
              default -> {
                long cost = own.nextInt((int) demand.costNanoUsd() + 1);
                ledger().settle(lease, spent(lease, cost), NOON);
                ledger().settle(lease, spent(lease, cost), NOON);
                spentInAll.addAndGet(cost);
              }
            }
          }
          return i;
        });
    assertThat(counter(project, "t")).isEqualTo(spentInAll.get() + dead.get());
    assertThat(counter(project, "key1.d20300515")).isEqualTo(spentInAll.get() + dead.get());
    assertThat(spentInAll.get() + dead.get()).isLessThanOrEqualTo(limit * 3 / 4);
    assertThat(ledger().sweep(project.id(), NOON.plus(Lease.LONGEST).plusSeconds(1)))
        .isEqualTo(dead.get());
    assertThat(counter(project, "t")).isEqualTo(spentInAll.get() + dead.get());
    assertThat(counter(project, "n")).isZero();
    assertThat(counter(project, "key1.r")).isZero();
  }

  @Test
  void callsUnderWay_areNeverMoreThanTheLimit() {
    TestProject project = TestProject.with(only(Quantity.PARALLEL, 7));
    AtomicInteger underWay = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    parallel(
        300,
        i -> {
          if (ledger().reserve(project.demand("call" + i, 1)) instanceof Granted(var lease, _)) {
            most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
            underWay.decrementAndGet();
            ledger().settle(lease, spent(lease, 1), NOON);
          }
          return i;
        });
    assertThat(most.get()).isBetween(1, 7);
    assertThat(counter(project, "n")).isZero();
  }

  @Test
  void requests_ofAMinute_areExactlyTheLimit() {
    TestProject project = TestProject.with(only(Quantity.REQUESTS, 40));
    List<Reservation> all = parallel(200, i -> ledger().reserve(project.demand("call" + i, 1)));
    assertThat(granted(all)).hasSize(40);
    assertThat(refused(all)).extracting(Refusal::reason).containsOnly(Reason.RATE);
  }

  @Test
  void oneCall_reservedAndSettledByMany_countsOnce() {
    TestProject project = TestProject.with(only(Quantity.USD_TOTAL, 10));
    List<Lease> leases = granted(parallel(20, _ -> ledger().reserve(project.demand("call", 10))));
    assertThat(leases).hasSize(20);
    assertThat(counter(project, "t")).isEqualTo(10);
    Lease lease = leases.getFirst();
    parallel(20, _ -> ledger().settle(lease, spent(lease, 4), NOON));
    assertThat(counter(project, "t")).isEqualTo(4);
    assertThat(counter(project, "n")).isZero();
  }

  @Test
  void deadCall_sweptBySeveral_andSettledLate_countsOnce() {
    TestProject project = TestProject.with(only(Quantity.USD_TOTAL, 1_000));
    var later = NOON.plus(Lease.LONGEST).plusSeconds(1);
    List<Lease> leases =
        granted(parallel(30, i -> ledger().reserve(project.demand("call" + i, 10))));
    parallel(
        60,
        i -> {
          if (i % 2 == 0) {
            return ledger().sweep(project.id(), later);
          }
          Lease lease = leases.get(i / 2);
          return ledger().settle(lease, spent(lease, 3), later) ? 1L : 0L;
        });
    assertThat(counter(project, "t")).isEqualTo(90);
    assertThat(counter(project, "n")).isZero();
    assertThat(counter(project, "r")).isZero();
  }
}
