package dev.llmapi.embedded;

import static dev.llmapi.store.TestProject.NOON;
import static dev.llmapi.store.TestProject.spent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.llmapi.model.Body;
import dev.llmapi.policy.Lease;
import dev.llmapi.policy.Limits;
import dev.llmapi.policy.Reservation.Granted;
import dev.llmapi.store.KeptAnswer;
import dev.llmapi.store.TestProject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that have expired do not pile up. */
@SuppressWarnings("NullAway.Init") // JUnit sets the folder.
final class ForgettingTest {

  private static final Instant LATER = NOON.plus(Duration.ofDays(100));

  @TempDir private Path folder;

  @Test
  void expiredRows_areRemoved_andTheRestIsKept() throws IOException {
    try (Database database = Database.open(folder, Fsync.EACH_SECOND)) {
      SqliteLedger ledger = new SqliteLedger(database);
      SqliteIdempotency idempotency = new SqliteIdempotency(database);
      TestProject project = TestProject.with(Limits.NONE);
      ledger.reserve(project.demand("dead", 1));
      ledger.sweep(project.id(), NOON.plus(Lease.LONGEST).plusSeconds(1));
      settle(ledger, project, "old", NOON);
      idempotency.claim("scope", "answered", "body", Duration.ofMinutes(1), NOON);
      var answer = new KeptAnswer(200, Map.of(), Body.of(new byte[1]));
      idempotency.complete("scope", "answered", answer, NOON.plus(Duration.ofDays(1)));
      idempotency.claim("scope", "abandoned", "body", Duration.ofMinutes(1), NOON);
      idempotency.claim("scope", "running", "body", Duration.ofMinutes(1), LATER);

      settle(ledger, project, "new", LATER);
      settle(ledger, project, "newer", LATER.plus(Duration.ofHours(1)));
      assertThat(count(database, "receipt")).as("new and newer").isEqualTo(2);
      assertThat(count(database, "lease")).isZero();
      assertThat(count(database, "idempotency")).as("running").isEqualTo(1);
    }
  }

  private static void settle(SqliteLedger ledger, TestProject project, String call, Instant at) {
    if (ledger.reserve(project.demand(call, 1, at)) instanceof Granted(var lease, _)) {
      ledger.settle(lease, spent(lease, 1), at);
    }
  }

  private static int count(Database database, String table) {
    return database.read(statements ->
        statements.find("select count(*) from " + table, row -> row.getInt(1)).orElse(-1));
  }
}
