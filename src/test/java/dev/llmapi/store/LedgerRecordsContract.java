package dev.llmapi.store;

import static dev.llmapi.store.TestProject.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.llmapi.policy.Lease;
import dev.llmapi.policy.Limits;
import dev.llmapi.policy.Spent;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Receipts and usage. */
public abstract class LedgerRecordsContract extends LedgerSuite {

  private static final LocalDate DAY = LocalDate.of(2030, 5, 15);

  private final TestProject project = TestProject.with(Limits.NONE);

  private UsageRow row(LocalDate day, String key, String model, String provider, String tag) {
    return new UsageRow(day, project.id(), key, model, provider, tag, 1, 0, 10, 4, 20, 5, 300, 0);
  }

  private void settle(String id, UsageRow row) {
    Lease lease = grant(project.demand(id, 500));
    StoredReceipt receipt =
        new StoredReceipt(
            id, project.id(), NOON, "{\"id\":\"é" + id + "\"}", NOON.plusSeconds(9_000_000));
    ledger().settle(lease, new Settlement(new Spent(300, 30), receipt, List.of(row)), NOON);
  }

  @Test
  void receipt_isFound_byItsProjectAndIdAlone() {
    settle("one", row(DAY, "key1", "model", "host", ""));
    assertThat(ledger().findReceipt(project.id(), "one"))
        .contains(
            new StoredReceipt(
                "one", project.id(), NOON, "{\"id\":\"éone\"}", NOON.plusSeconds(9_000_000)));
    assertThat(ledger().findReceipt(project.id(), "two")).isEmpty();
    assertThat(ledger().findReceipt(TestProject.newId(), "one")).isEmpty();
  }

  @Test
  void receipts_ofOneIdInTwoProjects_areTwo() {
    settle("same", row(DAY, "key1", "model", "host", ""));
    TestProject other = TestProject.with(Limits.NONE);
    Lease lease = grant(other.demand("same", 1));
    StoredReceipt receipt =
        new StoredReceipt("same", other.id(), NOON, "{}", NOON.plusSeconds(9_000_000));
    ledger()
        .settle(
            lease,
            new Settlement(new Spent(1, 1), receipt, List.of(row(DAY, "", "", "", ""))),
            NOON);
    assertThat(ledger().findReceipt(other.id(), "same")).contains(receipt);
  }

  @Test
  void usage_ofCallsWithAllWordsInCommon_isAddedUp() {
    for (int i = 0; i < 20; i++) {
      settle("call" + i, row(DAY, "key1", "a/model", "host", "tag"));
    }
    assertThat(usage(DAY, DAY))
        .containsExactly(
            new UsageRow(
                DAY,
                project.id(),
                "key1",
                "a/model",
                "host",
                "tag",
                20,
                0,
                200,
                80,
                400,
                100,
                6000,
                0));
  }

  @Test
  void usage_ofOtherWords_standsApart() {
    List<UsageRow> rows =
        List.of(
            row(DAY, "key1", "model", "host", ""),
            row(DAY, "key2", "model", "host", ""),
            row(DAY, "key1", "model", "host", "a#b"),
            row(DAY, "key1", "model#host", "", "a#b"),
            row(DAY, "key1", "model", "host#a", "b"),
            row(DAY, "", "", "", ""));
    for (int i = 0; i < rows.size(); i++) {
      settle("call" + i, rows.get(i));
    }
    assertThat(usage(DAY, DAY)).containsExactlyInAnyOrderElementsOf(rows);
  }

  @Test
  void usage_ofDays_hasTheFirstAndTheLast_inOrder() {
    for (int i = -2; i <= 2; i++) {
      settle("call" + i, row(DAY.plusDays(i), "key1", "model", "host", ""));
    }
    assertThat(usage(DAY.minusDays(1), DAY.plusDays(1)))
        .extracting(UsageRow::day)
        .containsExactly(DAY.minusDays(1), DAY, DAY.plusDays(1));
  }

  @Test
  void usage_ofAllProjects_hasEachOne() {
    settle("one", row(DAY, "key1", "model", "host", ""));
    assertThat(ledger().usage(Optional.empty(), DAY, DAY))
        .contains(row(DAY, "key1", "model", "host", ""));
  }

  @Test
  void settle_twice_keepsTheFirstReceiptAndItsUsage() {
    Lease lease = grant(project.demand("call", 500));
    ledger().settle(lease, TestProject.spent(lease, 100), NOON);
    ledger().settle(lease, TestProject.spent(lease, 200), NOON);
    assertThat(ledger().findReceipt(project.id(), "call").orElseThrow().json())
        .isEqualTo("{\"cost\":100}");
    assertThat(usage(DAY, DAY)).singleElement().extracting(UsageRow::costNanoUsd).isEqualTo(100L);
  }

  private List<UsageRow> usage(LocalDate first, LocalDate last) {
    return ledger().usage(Optional.of(project.id()), first, last);
  }
}
