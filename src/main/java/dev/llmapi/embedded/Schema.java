package dev.llmapi.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import org.sqlite.JDBC;

/** The tables, and how a connection to them is set up. */
final class Schema {

  /** Money in whole nano-dollars, times in milliseconds of the epoch, days in days of it. */
  private static final List<String> TABLES =
      List.of(
          """
          create table if not exists project (
            id text primary key, name text not null, limits text not null, shares integer not null,
            disabled integer not null, created_millis integer not null, version integer not null
          ) without rowid\
          """,
          """
          create table if not exists api_key (
            id text primary key, project text not null, name text not null, sha256 text not null,
            limits text not null, disabled integer not null, created_millis integer not null,
            version integer not null
          ) without rowid\
          """,
          "create index if not exists api_key_project on api_key (project)",
          """
          create table if not exists counters (
            project text primary key, item text not null
          ) without rowid\
          """,
          """
          create table if not exists lease (
            project text, call text, key text, cost integer not null, tokens integer not null,
            at_millis integer not null, given_back integer not null, primary key (project, call)
          ) without rowid\
          """,
          """
          create table if not exists receipt (
            project text, id text, at_millis integer not null, json text not null,
            expires_millis integer not null, primary key (project, id)
          ) without rowid\
          """,
          "create index if not exists receipt_expiry on receipt (expires_millis)",
          """
          create table if not exists usage (
            day integer, project text, key text, model text, provider text, tag text,
            requests integer not null, errors integer not null, prompt integer not null,
            cached integer not null, completion integer not null, image integer not null,
            cost integer not null, unsettled integer not null,
            primary key (day, project, key, model, provider, tag)
          ) without rowid\
          """,
          """
          create table if not exists idempotency (
            scope text, key text, fingerprint text not null, claimed_millis integer not null,
            status integer, headers text, body blob, expires_millis integer,
            primary key (scope, key)
          ) without rowid\
          """,
          """
          create table if not exists idempotency_part (
            scope text, key text, part integer, body blob not null,
            expires_millis integer not null, primary key (scope, key, part)
          )\
          """,
          "create index if not exists idempotency_part_expiry on idempotency_part (expires_millis)",
          "create index if not exists idempotency_expiry on idempotency (expires_millis)",
          "create index if not exists idempotency_claim on idempotency (claimed_millis)"
              + " where status is null",
          "create index if not exists lease_given_back on lease (at_millis) where given_back");

  private Schema() {}

  /** Answers that are kept for their repeat stand in it; SQLite's further files take after it. */
  private static void createPrivate(Path file) throws IOException {
    boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    if (posix && !Files.exists(file)) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
  }

  static Connection open(Path file, Fsync fsync) throws SQLException, IOException {
    createPrivate(file);
    Connection connection = new JDBC().connect("jdbc:sqlite:" + file, new Properties());
    try (Statement statement = connection.createStatement()) {
      statement.execute("pragma journal_mode=wal");
      statement.execute("pragma synchronous=" + (fsync == Fsync.ALWAYS ? "full" : "normal"));
      // The syncer sees to it.
      statement.execute("pragma wal_autocheckpoint=0");
      statement.execute("pragma cache_size=-4096");
      statement.execute("pragma busy_timeout=5000");
      for (String table : TABLES) {
        statement.execute(table);
      }
    }
    return connection;
  }
}
