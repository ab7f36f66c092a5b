package dev.llmapi.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmapi.store.Accounts;
import dev.llmapi.store.AccountsContract;
import dev.llmapi.store.Idempotency;
import dev.llmapi.store.IdempotencyContract;
import dev.llmapi.store.Ledger;
import dev.llmapi.store.LedgerConcurrencyContract;
import dev.llmapi.store.LedgerContract;
import dev.llmapi.store.LedgerDeathContract;
import dev.llmapi.store.LedgerRecordsContract;
import dev.llmapi.store.LedgerReleaseContract;
import dev.llmapi.store.LedgerSharesContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stores on SQLite, held to the suites of every store. */
@SuppressWarnings("NullAway.Init") // Opened before the first test.
final class SqliteStoresTest {

  @TempDir private static Path folder;
  private static Database database;
  private static Ledger ledger;

  @BeforeAll
  static void open() throws IOException {
    database = Database.open(folder, Fsync.EACH_SECOND);
    ledger = new SqliteLedger(database);
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @Test
  void files_areTheOwnersAlone() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.filter(file -> file.toString().contains("llmapi.db")))
          .isNotEmpty()
          .allSatisfy(file ->
              assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                  .isEqualTo("rw-------"));
    }
  }

  @Nested
  final class Admission extends LedgerContract {
    @Override
    protected Ledger ledger() {
      return ledger;
    }
  }

  @Nested
  final class Death extends LedgerDeathContract {
    @Override
    protected Ledger ledger() {
      return ledger;
    }
  }

  @Nested
  final class Release extends LedgerReleaseContract {
    private final Ledger releasing = new SqliteLedger(database, TERMS);

    @Override
    protected Ledger ledger() {
      return releasing;
    }
  }

  @Nested
  final class Shares extends LedgerSharesContract {
    @Override
    protected Ledger ledger() {
      return ledger;
    }
  }

  @Nested
  final class Records extends LedgerRecordsContract {
    @Override
    protected Ledger ledger() {
      return ledger;
    }
  }

  @Nested
  final class Concurrency extends LedgerConcurrencyContract {
    @Override
    protected Ledger ledger() {
      return ledger;
    }
  }

  @Nested
  final class Projects extends AccountsContract {
    @Override
    protected Accounts accounts() {
      return new SqliteAccounts(database);
    }
  }

  @Nested
  final class Repeats extends IdempotencyContract {
    @Override
    protected Idempotency idempotency() {
      return new SqliteIdempotency(database);
    }
  }
}
