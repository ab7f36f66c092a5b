package dev.llmapi.app;

import dev.llmapi.aws.dynamodb.DynamoAccounts;
import dev.llmapi.aws.dynamodb.DynamoLedger;
import dev.llmapi.aws.dynamodb.DynamoSettings;
import dev.llmapi.aws.dynamodb.DynamoTable;
import dev.llmapi.embedded.Database;
import dev.llmapi.embedded.Fsync;
import dev.llmapi.embedded.SqliteAccounts;
import dev.llmapi.embedded.SqliteLedger;
import dev.llmapi.store.Accounts;
import dev.llmapi.store.Ledger;
import dev.llmapi.store.MemoryAccounts;
import dev.llmapi.store.MemoryLedger;
import java.io.IOException;
import java.nio.file.Path;

/**
 * What the gateway keeps, and where.
 *
 * @param closing ends what is open
 */
public record Stores(Accounts accounts, Ledger ledger, Runnable closing) {

  /** In memory: forgotten with the process. */
  public static Stores memory() {
    return new Stores(new MemoryAccounts(), new MemoryLedger(), () -> {});
  }

  /** On a table of DynamoDB; its client is made here, and calls nobody yet. */
  public static Stores dynamo(String table) {
    DynamoTable opened = DynamoTable.open(DynamoSettings.of(table));
    return new Stores(new DynamoAccounts(opened), new DynamoLedger(opened), opened::close);
  }

  /**
   * In a database in the folder for data.
   *
   * @throws IOException when it cannot be opened, or another gateway uses it
   */
  public static Stores local(Path home, Fsync fsync) throws IOException {
    Database database = Database.open(home, fsync);
    return new Stores(new SqliteAccounts(database), new SqliteLedger(database), database::close);
  }
}
