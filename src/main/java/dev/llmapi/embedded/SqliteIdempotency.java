package dev.llmapi.embedded;

import dev.llmapi.model.Body;
import dev.llmapi.model.Slice;
import dev.llmapi.store.Idempotency;
import dev.llmapi.store.KeptAnswer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Answers to calls with an idempotency key, on SQLite. A long body stands in parts, so that nowhere
 * all of it is one array.
 */
public final class SqliteIdempotency implements Idempotency {

  private static final String FORGET_PARTS =
      "delete from idempotency_part where scope = ? and key = ?";
  private static final int PART_BYTES = 256 << 10;

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
    Claim claim =
        database.write(statements -> {
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
          statements.change(FORGET_PARTS, scope, key);
          return new Claim.Mine();
        });
    return claim instanceof Claim.Answered(KeptAnswer answer) && answer.body().length() == 0
        ? new Claim.Answered(withParts(answer, scope, key))
        : claim;
  }

  /** Beside the writing thread, which others wait for. */
  private KeptAnswer withParts(KeptAnswer answer, String scope, String key) {
    List<Slice> parts =
        database.read(statements ->
            statements.list(
                "select body from idempotency_part where scope = ? and key = ? order by part",
                row -> Slice.of(row.getBytes("body")),
                scope,
                key));
    return new KeptAnswer(answer.status(), answer.headers(), new Body(parts));
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
    boolean isShort = answer.body().length() <= PART_BYTES;
    long expires = expiresAt.toEpochMilli();
    database.write(statements -> {
      int claims =
          statements.change(
              "update idempotency set status = ?, headers = ?, body = ?, expires_millis = ? where scope = ? and key = ?",
              answer.status(),
              format(answer.headers()),
              isShort ? answer.body().joined() : new byte[0],
              expires,
              scope,
              key);
      if (claims > 0 && !isShort) {
        writeParts(statements, answer.body(), scope, key, expires);
      }
      return claims;
    });
  }

  private static void writeParts(
      Statements statements, Body body, String scope, String key, long expires)
      throws SQLException {
    statements.change(FORGET_PARTS, scope, key);
    int part = 0;
    for (Iterator<byte[]> pieces = body.pieces(PART_BYTES); pieces.hasNext(); part++) {
      statements.change(
          "insert into idempotency_part (scope, key, part, body, expires_millis) values (?, ?, ?, ?, ?)",
          scope,
          key,
          part,
          pieces.next(),
          expires);
    }
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
