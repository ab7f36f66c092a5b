package dev.llmapi.app;

import dev.llmapi.app.config.StoreSettings;
import dev.llmapi.aws.dynamodb.DynamoAccounts;
import dev.llmapi.aws.dynamodb.DynamoIdempotency;
import dev.llmapi.aws.dynamodb.DynamoLedger;
import dev.llmapi.aws.dynamodb.DynamoSettings;
import dev.llmapi.aws.dynamodb.DynamoTable;
import dev.llmapi.embedded.Database;
import dev.llmapi.embedded.Fsync;
import dev.llmapi.embedded.SqliteAccounts;
import dev.llmapi.embedded.SqliteIdempotency;
import dev.llmapi.embedded.SqliteLedger;
import dev.llmapi.policy.LeaseTerms;
import dev.llmapi.store.Accounts;
import dev.llmapi.store.Idempotency;
import dev.llmapi.store.Ledger;
import dev.llmapi.store.MemoryAccounts;
import dev.llmapi.store.MemoryIdempotency;
import dev.llmapi.store.MemoryLedger;
import dev.llmapi.store.StoreUnavailableException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;

/**
 * What the gateway keeps, and where.
 *
 * @param closing ends what is open
 */
public record Stores(Accounts accounts, Ledger ledger, Idempotency idempotency, Runnable closing) {

  private static final System.Logger LOG = System.getLogger(Stores.class.getName());

  /** No key has this id. */
  private static final String NO_KEY = "none";

  /** In memory: forgotten with the process. */
  public static Stores memory() {
    return new Stores(new MemoryAccounts(), new MemoryLedger(), new MemoryIdempotency(), () -> {});
  }

  /**
   * As the settings say: on a table of DynamoDB, or else in a database in the folder for data.
   *
   * @throws IOException when the database cannot be opened, or another gateway uses it
   */
  public static Stores of(StoreSettings settings, Path home) throws IOException {
    return settings.table().isPresent()
        ? dynamo(settings.table().get(), settings)
        : local(home, settings.fsyncsAlways() ? Fsync.ALWAYS : Fsync.EACH_SECOND, settings.terms());
  }

  /** On a table of DynamoDB; its client is made here, and calls nobody yet. */
  public static Stores dynamo(String table, StoreSettings settings) {
    return dynamo(
        DynamoTable.open(
            DynamoSettings.of(table, settings.patience().orElse(DynamoSettings.PATIENCE))),
        settings.terms());
  }

  /** On a table that forgets everything, at an endpoint that stands in for DynamoDB. */
  public static Stores rehearsal(URI endpoint) {
    return dynamo(DynamoTable.rehearsal(endpoint), LeaseTerms.USUAL);
  }

  /** Has the client of a table send what it will send, to such an endpoint. */
  public static void rehearseDynamo(URI endpoint) {
    try (DynamoTable table = DynamoTable.rehearsal(endpoint)) {
      table.rehearse();
    }
  }

  private static Stores dynamo(DynamoTable opened, LeaseTerms terms) {
    return new Stores(
        new DynamoAccounts(opened),
        new DynamoLedger(opened, terms),
        new DynamoIdempotency(opened, new SecureRandom()),
        opened::close);
  }

  /**
   * In a database in the folder for data.
   *
   * @throws IOException when it cannot be opened, or another gateway uses it
   */
  public static Stores local(Path home, Fsync fsync, LeaseTerms terms) throws IOException {
    Database database = Database.open(home, fsync);
    return new Stores(
        new SqliteAccounts(database),
        new SqliteLedger(database, terms),
        new SqliteIdempotency(database),
        database::close);
  }

  /**
   * What fetches credentials and connects as often as a call does at a time; each may be run beside
   * the other.
   */
  List<Runnable> greetings() {
    // As many as a call sends at a time: at its end it is settled and recorded at once.
    return List.of(this::ask, this::ask);
  }

  /** Stores that cannot be reached are the first request's to tell of. */
  private void ask() {
    try {
      var _ = accounts.findKey(NO_KEY);
    } catch (StoreUnavailableException e) {
      LOG.log(System.Logger.Level.DEBUG, "the stores have not answered a greeting", e);
    }
  }
}
