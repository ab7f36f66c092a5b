package dev.llmapi.store;

import org.junit.jupiter.api.Nested;

/** The stores in memory, held to the suites of every store. */
final class MemoryStoresTest {

  private final Accounts accounts = new MemoryAccounts();
  private final Ledger ledger = new MemoryLedger();

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
    private final Ledger releasing = new MemoryLedger(TERMS);

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
      return accounts;
    }
  }
}
