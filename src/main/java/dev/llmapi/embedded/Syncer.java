package dev.llmapi.embedded;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Forces to the disk each second what was written since the last time, and moves it from the log
 * into the database: on a connection of its own, so that who writes does not wait for the disk.
 */
final class Syncer implements AutoCloseable {

  /** 64 MB in pages: above it, the log must begin anew, which only who writes can see to. */
  private static final int LONGEST_LOG = 16_384;

  private final Connection connection;
  private final Statements statements;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;
  private volatile boolean written;
  private volatile boolean tooLong;

  Syncer(Connection connection) {
    this.connection = connection;
    this.statements = new Statements(connection);
    this.thread = Thread.ofPlatform().daemon().name("llmapi-store-sync").start(this::run);
  }

  /** Something was written. */
  void written() {
    written = true;
  }

  /** Whether the log has grown too long; told once each time. */
  boolean isLogTooLong() {
    if (!tooLong) {
      return false;
    }
    tooLong = false;
    return true;
  }

  private void run() {
    try {
      while (!closed.await(1, TimeUnit.SECONDS)) {
        if (written) {
          written = false;
          sync();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void sync() {
    try {
      // Forces the log to the disk first, then what it moved into the database.
      tooLong =
          statements
              .find("pragma wal_checkpoint(passive)", row -> row.getInt(2) > LONGEST_LOG)
              .orElse(false);
    } catch (SQLException | OutOfMemoryError e) {
      System.getLogger(Syncer.class.getName())
          .log(System.Logger.Level.WARNING, "the local store could not be synced", e);
    }
  }

  @Override
  public void close() throws SQLException {
    closed.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    connection.close();
  }
}
