package dev.llmapi.aws.dynamodb;

import static dev.llmapi.store.TestProject.NOON;
import static dev.llmapi.store.TestProject.spent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.llmapi.policy.Lease;
import dev.llmapi.policy.Limits;
import dev.llmapi.policy.Quantity;
import dev.llmapi.policy.Reservation.Granted;
import dev.llmapi.policy.Reservation.Refused;
import dev.llmapi.store.TestProject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a call costs in requests and in write units, by DynamoDB's own count. */
@Tag(StandIn.TAG)
@SuppressWarnings("NullAway.Init") // Opened before each test.
final class WriteUnitsTest {

  private static final long DOLLAR = 1_000_000_000L;
  private static final Limits ALL =
      new Limits(5_000 * DOLLAR, 500 * DOLLAR, 50 * DOLLAR, 600L, 1_000_000L, 100L, List.of());

  private final Meter meter = new Meter();
  private final TestProject project =
      new TestProject(TestProject.newId(), ALL, 1, TestProject.newId(), ALL);
  private DynamoTable table;
  private DynamoLedger ledger;

  @BeforeEach
  void open() {
    table = StandIn.table(meter);
    ledger = new DynamoLedger(table);
  }

  @AfterEach
  void close() {
    if (table != null) {
      table.close();
    }
  }

  private Lease grant(String call, Instant at) {
    var reservation = ledger.reserve(project.demand(call, DOLLAR / 7, 1234, at));
    assertThat(reservation).isInstanceOf(Granted.class);
    return ((Granted) reservation).lease();
  }

  @Test
  void call_withLimitsOnProjectAndKey_takesTwoRequestsAndTwoUnits() {
    // Other calls are under way, and counters of past periods are still there.
    Instant yesterday = NOON.minus(Duration.ofDays(1));
    Lease old = grant("old", yesterday);
    ledger.settle(old, spent(old, DOLLAR / 9), yesterday);
    for (int i = 0; i < 14; i++) {
      grant("under way " + i, NOON.plusSeconds(i));
    }
    meter.taken();

    Lease lease = grant("call", NOON.plusSeconds(10));
    assertThat(meter.taken()).containsExactly(new Meter.Entry("UpdateItem", 1));
    ledger.settle(lease, spent(lease, DOLLAR / 8), NOON.plusSeconds(20));
    assertThat(meter.taken())
        .as("settled, and recorded at the same time")
        .containsExactlyInAnyOrder(
            new Meter.Entry("TransactWriteItems", 4), new Meter.Entry("UpdateItem", 1));
  }

  @Test
  void callsOneAfterTheOther_leaveOneNote() {
    for (int i = 0; i < 20; i++) {
      Lease lease = grant("call " + i, NOON);
      ledger.settle(lease, spent(lease, 1), NOON);
    }
    CounterItem item = CounterItem.list(table, project.id(), 1).getFirst();
    assertThat(item.notes().values()).extracting(Lease::callId).containsExactly("call 19");
    assertThat(item.leases()).isEmpty();
  }

  @Test
  void call_amongHundredUnderWay_takesAFewUnitsMore() {
    for (int i = 0; i < 99; i++) {
      grant("under way " + i, NOON);
    }
    meter.taken();
    grant("call", NOON);
    assertThat(meter.taken())
        .singleElement()
        .satisfies(entry -> assertThat(entry.units()).isLessThanOrEqualTo(5));
  }

  @Test
  void refusal_takesOneRequest() {
    for (int i = 0; i < 100; i++) {
      grant("under way " + i, NOON);
    }
    meter.taken();
    assertThat(ledger.reserve(project.demand("over", 1))).isInstanceOf(Refused.class);
    assertThat(meter.taken()).as("a failed condition is no answer").isEmpty();
  }

  @Test
  void grant_thatMeetsDeadCalls_endsThemInOneWriteMore() {
    grant("dead one", NOON);
    grant("dead two", NOON);
    meter.taken();
    Instant later = NOON.plus(Lease.LONGEST).plusSeconds(1);
    grant("call", later);
    assertThat(meter.taken())
        .extracting(Meter.Entry::operation)
        .startsWith("UpdateItem")
        .endsWith("TransactWriteItems");
    assertThat(ledger.counters(project.id()))
        .containsEntry("n", 1L)
        .containsEntry("r", DOLLAR / 7)
        .containsEntry("t", 3 * (DOLLAR / 7));
  }

  @Test
  void countersOfEndedPeriods_areRemovedWithoutARequestOfTheirOwn() {
    Lease old = grant("old", NOON);
    ledger.settle(old, spent(old, 1), NOON);
    Instant later = NOON.plus(Duration.ofDays(70));
    meter.taken();
    Lease lease = grant("call", later);
    ledger.settle(lease, spent(lease, 1), later);
    assertThat(meter.taken())
        .extracting(Meter.Entry::operation)
        .containsExactlyInAnyOrder("UpdateItem", "TransactWriteItems", "UpdateItem");
    assertThat(ledger.counters(project.id()))
        .doesNotContainKeys(
            "m203005", project.keyId() + ".d20300515", Quantity.TOKENS.counter(NOON));
  }
}
