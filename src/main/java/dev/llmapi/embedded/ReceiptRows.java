package dev.llmapi.embedded;

import dev.llmapi.store.StoredReceipt;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** The table of receipts. */
final class ReceiptRows {

  private ReceiptRows() {}

  static void insert(Statements statements, StoredReceipt receipt) throws SQLException {
    statements.change(
        "insert or ignore into receipt values (?, ?, ?, ?, ?)",
        receipt.id(),
        receipt.projectId(),
        receipt.at().toEpochMilli(),
        receipt.json(),
        receipt.expiresAt().toEpochMilli());
  }

  static Optional<StoredReceipt> find(Statements statements, String projectId, String id)
      throws SQLException {
    return statements.find(
        "select * from receipt where id = ? and project = ?", ReceiptRows::read, id, projectId);
  }

  /** Forgets what has expired. */
  static int purge(Statements statements, Instant now) throws SQLException {
    return statements.change("delete from receipt where expires_millis < ?", now.toEpochMilli());
  }

  private static StoredReceipt read(ResultSet row) throws SQLException {
    return new StoredReceipt(
        row.getString("id"),
        row.getString("project"),
        Instant.ofEpochMilli(row.getLong("at_millis")),
        row.getString("json"),
        Instant.ofEpochMilli(row.getLong("expires_millis")));
  }
}
