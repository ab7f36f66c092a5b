package dev.llmapi.aws.dynamodb;

import static dev.llmapi.store.TestProject.NOON;
import static dev.llmapi.store.TestProject.only;
import static dev.llmapi.store.TestProject.spent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.llmapi.aws.dynamodb.FaultyHttp.Fate;
import dev.llmapi.policy.Charges;
import dev.llmapi.policy.Lease;
import dev.llmapi.policy.Limits;
import dev.llmapi.policy.Quantity;
import dev.llmapi.policy.Reservation;
import dev.llmapi.policy.Reservation.Granted;
import dev.llmapi.policy.Spent;
import dev.llmapi.store.Idempotency.Claim;
import dev.llmapi.store.Ledger;
import dev.llmapi.store.StoreUnavailableException;
import dev.llmapi.store.TestProject;
import dev.llmapi.store.UsageRow;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that DynamoDB obeyed, and nobody heard of it; the SDK's own retries included. */
@Tag(StandIn.TAG)
final class LostAnswersTest {

  private static final LocalDate DAY = LocalDate.of(2030, 5, 15);

  private final Queue<DynamoTable> open = new ArrayDeque<>();
  private final TestProject project = TestProject.with(only(Quantity.USD_TOTAL, 1_000));

  @AfterEach
  void close() {
    open.forEach(DynamoTable::close);
  }

  private DynamoTable table(Supplier<Fate> fates) {
    DynamoTable table = DynamoTable.open(StandIn.settings(), new FaultyHttp(StandIn.http(), fates));
    open.add(table);
    return table;
  }

  /** Loses the answers to the first requests, and then none. */
  private DynamoTable losing(int answers) {
    Queue<Fate> fates = new ConcurrentLinkedQueue<>();
    for (int i = 0; i < answers; i++) {
      fates.add(Fate.ANSWER_IS_LOST);
    }
    return table(() -> Optional.ofNullable(fates.poll()).orElse(Fate.ARRIVES));
  }

  private Ledger sound() {
    return new DynamoLedger(table(() -> Fate.ARRIVES));
  }

  private long counter(String name) {
    return sound().counters(project.id()).getOrDefault(name, 0L);
  }

  private static Lease leaseOf(Reservation reservation) {
    assertThat(reservation).isInstanceOf(Granted.class);
    return ((Granted) reservation).lease();
  }

  @ParameterizedTest(name = "{0} answers lost")
  @ValueSource(ints = {1, 2, 3})
  void reserve_whoseAnswerIsLost_isGrantedOnce(int lost) {
    Reservation reservation = new DynamoLedger(losing(lost)).reserve(project.demand("call", 10));
    assertThat(leaseOf(reservation).callId()).isEqualTo("call");
    assertThat(counter("t")).isEqualTo(10);
    assertThat(counter("n")).isEqualTo(1);
  }

  @Test
  void reserve_ofWhichNobodyHeard_isGivenBackByALaterCall() {
    Ledger bad = new DynamoLedger(losing(4));
    assertThatThrownBy(() -> bad.reserve(project.demand("lost", 10)))
        .isInstanceOf(StoreUnavailableException.class);
    assertThat(counter("t")).as("taken all the same").isEqualTo(10);
    Lease lease = leaseOf(bad.reserve(project.demand("call", 10)));
    bad.settle(lease, spent(lease, 4), NOON);
    assertThat(counter("t")).isEqualTo(4);
    assertThat(counter("n")).isZero();
  }

  @ParameterizedTest(name = "{0} answers lost")
  @ValueSource(ints = {1, 2, 3, 4, 7})
  void settle_whoseAnswerIsLost_countsOnceAndIsRecorded(int lost) {
    Lease lease = leaseOf(sound().reserve(project.demand("call", 10)));
    assertThat(new DynamoLedger(losing(lost)).settle(lease, spent(lease, 4), NOON)).isTrue();
    assertThat(counter("t")).isEqualTo(4);
    assertThat(counter("n")).isZero();
    assertThat(sound().findReceipt(project.id(), "call")).isPresent();
    assertThat(sound().usage(Optional.of(project.id()), DAY, DAY))
        .singleElement()
        .extracting(UsageRow::costNanoUsd)
        .isEqualTo(4L);
  }

  /** Its receipt was written, and then it died. */
  @ParameterizedTest(name = "{0}, further lease {1}")
  @CsvSource({"call,false", "call,true", "req_nfO9vAaGx0fLLc7Tj92ZvI4p,true"})
  void settle_thatDiedBeforeItCounted_isCountedByItsReceipt(String call, boolean further) {
    Lease lease = leaseOf(sound().reserve(project.demand(call, 10)));
    if (further) {
      leaseOf(sound().reserve(project.demand(call, 10).further(1, 20, 0, NOON)));
    }
    try (DynamoTable dying = table(() -> Fate.ARRIVES)) {
      assertThat(new RecordItems(dying).write(spent(lease, 4))).isTrue();
    }
    assertThat(counter("t")).isEqualTo(further ? 30 : 10);
    assertThat(counter("n")).isEqualTo(1);

    Instant later = NOON.plus(Lease.LONGEST).plusSeconds(1);
    sound().sweep(project.id(), later);
    assertThat(counter("t")).isEqualTo(4);
    assertThat(counter("r")).isZero();
    assertThat(counter("n")).isZero();
    assertThat(sound().usage(Optional.of(project.id()), DAY, DAY))
        .singleElement()
        .satisfies(row -> {
          assertThat(row.costNanoUsd()).isEqualTo(4);
          assertThat(row.unsettledNanoUsd()).isZero();
        });
    assertThat(sound().settle(lease, spent(lease, 4), later)).as("after all").isFalse();
    assertThat(counter("t")).isEqualTo(4);
  }

  /** It was counted, and then its process died: only its note can tell what it was. */
  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"call", "req_nfO9vAaGx0fLLc7Tj92ZvI4p"})
  void settle_thatDiedBeforeItRecorded_isRecordedByItsNote(String call) {
    Lease lease = leaseOf(sound().reserve(project.demand(call, 10)));
    count(lease, 4);
    assertThat(counter("t")).isEqualTo(4);
    assertThat(counter("n")).isZero();

    Instant later = NOON.plus(Lease.LONGEST).plusSeconds(1);
    assertThat(sound().sweep(project.id(), later)).as("it holds nothing").isZero();
    assertThat(sound().sweep(project.id(), later)).isZero();
    assertThat(notes()).isEmpty();
    assertRecordedOnce();
    assertThat(sound().findReceipt(project.id(), call)).isEmpty();
    assertThat(sound().settle(lease, spent(lease, 4), later)).as("after all").isFalse();
    assertThat(counter("t")).isEqualTo(4);
    assertRecordedOnce();
  }

  @Test
  void note_ofCallThatIsRecorded_isRemovedByWhoeverFindsIt() {
    Lease lease = leaseOf(sound().reserve(project.demand("call", 10)));
    sound().settle(lease, spent(lease, 4), NOON);
    assertThat(notes()).as("its instance has made no further write").hasSize(1);
    Instant later = NOON.plus(Lease.LONGEST).plusSeconds(1);
    leaseOf(sound().reserve(project.demand("next", 10, later)));
    assertThat(notes()).isEmpty();
    assertRecordedOnce();
  }

  private void count(Lease lease, long cost) {
    DynamoTable table = table(() -> Fate.ARRIVES);
    var deltas = Charges.settle(lease, new Spent(cost, 0), NOON);
    assertThat(new Counters(table, new SharesSeen(table)).count(lease, deltas, cost)).isTrue();
  }

  private Map<String, Lease> notes() {
    return CounterItem.list(table(() -> Fate.ARRIVES), project.id(), 1).getFirst().notes();
  }

  private void assertRecordedOnce() {
    assertThat(sound().usage(Optional.of(project.id()), DAY, DAY))
        .singleElement()
        .satisfies(row -> {
          assertThat(row.costNanoUsd()).isEqualTo(4);
          assertThat(row.unsettledNanoUsd()).isZero();
          assertThat(row.requests()).isEqualTo(1);
        });
  }

  @Test
  void settle_ofCallTakenForDead_whoseAnswersAreLost_countsOnce() {
    Lease lease = leaseOf(sound().reserve(project.demand("call", 10)));
    sound().sweep(project.id(), NOON.plus(Lease.LONGEST).plusSeconds(1));
    new DynamoLedger(losing(3)).settle(lease, spent(lease, 4), NOON);
    assertThat(counter("t")).isEqualTo(4);
  }

  @Test
  void giveBack_whoseAnswerIsLost_givesBackOnce() {
    Lease lease = leaseOf(sound().reserve(project.demand("call", 10)));
    new DynamoLedger(losing(2)).giveBack(lease, NOON);
    assertThat(counter("t")).isZero();
    assertThat(counter("n")).isZero();
  }

  @Test
  void claim_whoseAnswerIsLost_isStillMine() {
    var idempotency = new DynamoIdempotency(losing(2), new Random(1));
    assertThat(idempotency.claim(project.id(), "key", "body", Duration.ofMinutes(1), NOON))
        .isEqualTo(new Claim.Mine());
    assertThat(idempotency.claim(project.id(), "key", "body", Duration.ofMinutes(1), NOON))
        .isEqualTo(new Claim.Running());
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void calls_onABadLine_leaveTheSumsRight(long seed) {
    Random random = new Random(seed);
    Ledger bad =
        new DynamoLedger(
            table(() ->
                switch (random.nextInt(6)) {
                  case 0 -> Fate.REQUEST_IS_LOST;
                  case 1, 2 -> Fate.ANSWER_IS_LOST;
                  default -> Fate.ARRIVES;
                }));
    TestProject tight =
        TestProject.with(new Limits(1_000L, null, null, null, null, null, List.of()));
    long spentInAll = 0;
    for (int i = 0; i < 80; i++) {
      try {
        if (bad.reserve(tight.demand("call" + i, random.nextInt(60)))
            instanceof Granted(var lease, _)) {
          long cost = lease.costNanoUsd() / 2;
          settleAtLast(bad, lease, cost);
          spentInAll += cost;
        }
      } catch (StoreUnavailableException _) {
        // It may hold a lease now, which is ended below.
      }
    }
    assertThat(spentInAll).isBetween(1L, 1_000L);
    long unsettled = sound().sweep(tight.id(), NOON.plus(Lease.LONGEST).plusSeconds(1));
    assertThat(sound().counters(tight.id()))
        .containsEntry("t", spentInAll + unsettled)
        .containsEntry("n", 0L);
    assertThat(
            sound().usage(Optional.of(tight.id()), DAY, DAY).stream()
                .mapToLong(UsageRow::costNanoUsd)
                .sum())
        .isEqualTo(spentInAll);
  }

  private static void settleAtLast(Ledger ledger, Lease lease, long cost) {
    while (true) {
      try {
        ledger.settle(lease, spent(lease, cost), NOON);
        return;
      } catch (StoreUnavailableException _) {
        // Asked again.
      }
    }
  }
}
