package dev.llmapi.embedded;

import dev.llmapi.policy.Lease;
import dev.llmapi.policy.LeaseTerms;
import dev.llmapi.policy.LeaseTerms.Unsettled;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A lease in its table.
 *
 * @param state whether the call was taken for dead, and what became of its money then
 */
record OpenLease(Lease lease, State state) {

  /** As the column {@code given_back} has it. */
  enum State {
    OPEN(0),
    RELEASED(1),
    COUNTED(2);

    private final int written;

    State(int written) {
      this.written = written;
    }

    static State read(int written) {
      return Stream.of(values()).filter(each -> each.written == written).findFirst().orElseThrow();
    }

    static State of(Unsettled unsettled) {
      return switch (unsettled) {
        case RELEASED -> RELEASED;
        case COUNTED -> COUNTED;
      };
    }
  }

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

  /** Should the call be settled yet, what is counted of it already, in nano-dollars. */
  long kept() {
    return state == State.COUNTED ? lease.costNanoUsd() : 0;
  }

  boolean isEnded() {
    return state != State.OPEN;
  }

  /** Marks a call as taken for dead. */
  static void end(Statements statements, Lease dead, Unsettled unsettled) throws SQLException {
    statements.change(
        "update lease set given_back = ? where project = ? and call = ?",
        State.of(unsettled).written,
        dead.projectId(),
        dead.callId());
  }

  /** The project's leases whose calls must have died, and that were not ended yet. */
  static List<Lease> expired(Statements statements, String projectId, LeaseTerms terms, Instant now)
      throws SQLException {
    return statements
        .list(
            "select "
                + COLUMNS
                + " from lease where project = ? and at_millis < ? and not given_back",
            OpenLease::read,
            projectId,
            now.minus(terms.length()).toEpochMilli())
        .stream()
        .map(OpenLease::lease)
        .filter(lease -> terms.isExpired(lease, now))
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
        State.read(row.getInt(7)));
  }
}
