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
        receipt.projectId(),
        receipt.id(),
        receipt.at().toEpochMilli(),
        receipt.json(),
        receipt.expiresAt().toEpochMilli());
  }

  static Optional<StoredReceipt> find(Statements statements, String projectId, String id)
      throws SQLException {
    return statements.find(
        "select * from receipt where project = ? and id = ?", ReceiptRows::read, projectId, id);
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
