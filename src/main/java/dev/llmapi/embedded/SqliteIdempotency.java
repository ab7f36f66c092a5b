package dev.llmapi.embedded;

import dev.llmapi.model.Body;
import dev.llmapi.store.Idempotency;
import dev.llmapi.store.KeptAnswer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers to calls with an idempotency key, on SQLite. */
public final class SqliteIdempotency implements Idempotency {

  private final Database database;

  /**
   * What stands in the table for a key.
   *
   * @param answer absent while the call is running
   */
  private record Row(
      String fingerprint, long claimedMillis, long expiresMillis, @Nullable KeptAnswer answer) {}

  public SqliteIdempotency(Database database) {
    this.database = database;
  }

  @Override
  public Claim claim(String scope, String key, String fingerprint, Duration patience, Instant now) {
    return database.write(statements -> {
      Optional<Row> found =
          statements.find(
              "select * from idempotency where scope = ? and key = ?",
              SqliteIdempotency::read,
              scope,
              key);
      if (found.isPresent() && !isDead(found.get(), patience, now)) {
        return known(found.get(), fingerprint);
      }
      statements.change(
          "insert or replace into idempotency (scope, key, fingerprint, claimed_millis) values (?, ?, ?, ?)",
          scope,
          key,
          fingerprint,
          now.toEpochMilli());
      return new Claim.Mine();
    });
  }

  private static boolean isDead(Row row, Duration patience, Instant now) {
    return row.answer() == null
        ? row.claimedMillis() + patience.toMillis() < now.toEpochMilli()
        : row.expiresMillis() < now.toEpochMilli();
  }

  private static Claim known(Row row, String fingerprint) {
    if (!row.fingerprint().equals(fingerprint)) {
      return new Claim.Different();
    }
    return row.answer() == null ? new Claim.Running() : new Claim.Answered(row.answer());
  }

  @Override
  public void complete(String scope, String key, KeptAnswer answer, Instant expiresAt) {
    database.write(statements ->
        statements.change(
            "update idempotency set status = ?, headers = ?, body = ?, expires_millis = ? where scope = ? and key = ?",
            answer.status(),
            format(answer.headers()),
            answer.body().joined(),
            expiresAt.toEpochMilli(),
            scope,
            key));
  }

  @Override
  public void release(String scope, String key) {
    database.write(statements ->
        statements.change(
            "delete from idempotency where scope = ? and key = ? and status is null", scope, key));
  }

  private static Row read(ResultSet row) throws SQLException {
    int status = row.getInt("status");
    KeptAnswer answer =
        status == 0
            ? null
            : new KeptAnswer(
                status, parse(row.getString("headers")), Body.of(row.getBytes("body")));
    return new Row(
        row.getString("fingerprint"),
        row.getLong("claimed_millis"),
        row.getLong("expires_millis"),
        answer);
  }

  private static String format(Map<String, String> headers) {
    StringBuilder lines = new StringBuilder();
    headers.forEach((name, value) -> lines.append(name).append(':').append(value).append('\n'));
    return lines.toString();
  }

  private static Map<String, String> parse(String lines) {
    Map<String, String> headers = new LinkedHashMap<>();
    lines
        .lines()
        .forEach(line -> {
          int colon = line.indexOf(':');
          headers.put(line.substring(0, colon), line.substring(colon + 1));
        });
    return headers;
  }
}
