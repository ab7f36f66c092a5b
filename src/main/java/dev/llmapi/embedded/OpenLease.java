package dev.llmapi.embedded;

import dev.llmapi.policy.Lease;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A lease in its table.
 *
 * @param givenBack the call was taken for dead; should it be settled yet, all it spent is added
 */
record OpenLease(Lease lease, boolean givenBack) {

  private static final String COLUMNS = "project, call, key, cost, tokens, at_millis, given_back";

  static void insert(Statements statements, Lease lease) throws SQLException {
    statements.change(
        "insert into lease (" + COLUMNS + ") values (?, ?, ?, ?, ?, ?, 0)",
        lease.projectId(),
        lease.callId(),
        lease.keyId(),
        lease.costNanoUsd(),
        lease.tokens(),
        lease.at().toEpochMilli());
  }

  static Optional<OpenLease> find(Statements statements, String projectId, String callId)
      throws SQLException {
    return statements.find(
        "select " + COLUMNS + " from lease where project = ? and call = ?",
        OpenLease::read,
        projectId,
        callId);
  }

  /** The project's leases whose calls must have died, and that are not given back. */
  static List<Lease> expired(Statements statements, String projectId, Instant now)
      throws SQLException {
    return statements
        .list(
            "select "
                + COLUMNS
                + " from lease where project = ? and at_millis < ? and not given_back",
            OpenLease::read,
            projectId,
            now.minus(Lease.LONGEST).toEpochMilli())
        .stream()
        .map(OpenLease::lease)
        .filter(lease -> lease.isExpired(now))
        .toList();
  }

  private static OpenLease read(ResultSet row) throws SQLException {
    return new OpenLease(
        new Lease(
            row.getString(1),
            0,
            row.getString(2),
            row.getString(3),
            row.getLong(4),
            row.getLong(5),
            Instant.ofEpochMilli(row.getLong(6))),
        row.getBoolean(7));
  }
}
