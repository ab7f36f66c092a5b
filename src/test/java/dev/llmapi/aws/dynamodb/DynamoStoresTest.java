package dev.llmapi.aws.dynamodb;

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
import java.security.SecureRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

/** The stores on DynamoDB, held to the suites of every store. */
@SuppressWarnings("NullAway.Init") // Opened before the first test.
@Tag(StandIn.TAG)
final class DynamoStoresTest {

  private static DynamoTable table;
  private static Ledger ledger;

  @BeforeAll
  static void open() {
    table = StandIn.table();
    ledger = new DynamoLedger(table);
  }

  @AfterAll
  static void close() {
    if (table != null) {
      table.close();
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
    private final Ledger releasing = new DynamoLedger(table, TERMS);

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
    /** The stand-in answers one after the other: more would only wait. */
    @Override
    protected int threads() {
      return 64;
    }

    @Override
    protected Ledger ledger() {
      return ledger;
    }
  }

  @Nested
  final class Projects extends AccountsContract {
    @Override
    protected Accounts accounts() {
      return new DynamoAccounts(table);
    }
  }

  @Nested
  final class Repeats extends IdempotencyContract {
    @Override
    protected Idempotency idempotency() {
      return new DynamoIdempotency(table, new SecureRandom());
    }
  }
}
