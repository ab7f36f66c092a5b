package dev.llmapi.embedded;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

/** Removes, some at a time, what has expired. For the writing thread alone. */
final class Forgetting {

  private static final Duration PAUSE = Duration.ofMinutes(1);
  private static final int MOST_AT_ONCE = 500;

  /** How long a call taken for dead may still be settled, as on DynamoDB. */
  private static final Duration GIVEN_BACK_KEPT = Duration.ofDays(2);

  private final Duration lease;
  private Instant next = Instant.EPOCH;

  /**
   * Forgets what is over.
   *
   * @param lease how long a call is waited for
   */
  Forgetting(Duration lease) {
    this.lease = lease;
  }

  /** Does it once in a while. */
  void forgetSome(Statements statements, Instant now) throws SQLException {
    if (now.isBefore(next)) {
      return;
    }
    next = now.plus(PAUSE);
    long millis = now.toEpochMilli();
    forget(statements, "receipt", "project, id", "expires_millis < ?", millis);
    forget(statements, "idempotency", "scope, key", "expires_millis < ?", millis);
    forget(statements, "idempotency_part", "scope, key, part", "expires_millis < ?", millis);
    long longGone = now.minus(GIVEN_BACK_KEPT).minus(lease).toEpochMilli();
    forget(statements, "lease", "project, call", "given_back and at_millis < ?", longGone);
    forget(
        statements, "idempotency", "scope, key", "status is null and claimed_millis < ?", longGone);
  }

  private static void forget(
      Statements statements, String table, String key, String condition, long millis)
      throws SQLException {
    statements.change(
        "delete from %s where (%s) in (select %s from %s where %s limit %d)"
            .formatted(table, key, key, table, condition, MOST_AT_ONCE),
        millis);
  }
}
