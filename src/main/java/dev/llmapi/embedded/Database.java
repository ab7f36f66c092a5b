package dev.llmapi.embedded;

import dev.llmapi.store.StoreUnavailableException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One SQLite database in write-ahead mode (sqlite.org/wal.html). All changes are made by one
 * thread, which commits as many as wait for it together: who is told that a change was done finds
 * it after a {@code kill -9}. Thread-safe.
 */
public final class Database implements AutoCloseable {

  /** What one change does; it runs in a transaction that it may share with others. */
  @FunctionalInterface
  interface Work<T> {
    T apply(Statements statements) throws SQLException;
  }

  private static final int MOST_AT_ONCE = 256;

  private final FolderLock lock;
  private final Connection writing;
  private final Statements writer;
  private final Connection reading;
  private final Statements reader;
  private final ReentrantLock readLock = new ReentrantLock();
  private final Inbox<Task<?>> queue = new Inbox<>();
  private final List<Runnable> onRollback = new ArrayList<>();
  private final List<Work<?>> beforeCommit = new ArrayList<>();
  private final Syncer syncer;
  private final Thread thread;
  private volatile boolean closed;

  /** A change, and who waits for it. */
  private static final class Task<T> {
    private final Work<T> work;
    private final CompletableFuture<T> done = new CompletableFuture<>();
    private @Nullable T result;

    Task(Work<T> work) {
      this.work = work;
    }

    void run(Statements statements) throws SQLException {
      result = work.apply(statements);
    }

    @SuppressWarnings("NullAway") // A task that ran has its result, which may be null for Void.
    void complete() {
      done.complete(result);
    }
  }

  private Database(Path folder, FolderLock lock, Fsync fsync) throws SQLException, IOException {
    this.lock = lock;
    Path file = folder.resolve("llmapi.db");
    writing = Schema.open(file, fsync);
    writer = new Statements(writing);
    reading = Schema.open(file, fsync);
    reader = new Statements(reading);
    syncer = new Syncer(Schema.open(file, fsync));
    thread = writing(fsync).name("llmapi-store").start(this::run);
  }

  /**
   * Those who wait are virtual threads. What a virtual thread wakes is next in its own carrier's
   * queue; what a platform thread wakes stands in another, which a busy carrier hardly looks at. A
   * thread that waits for the disk itself must not take a carrier with it, though.
   */
  private static Thread.Builder writing(Fsync fsync) {
    return fsync == Fsync.ALWAYS ? Thread.ofPlatform().daemon() : Thread.ofVirtual();
  }

  /**
   * Opens the database in a folder, which is made if it is not there.
   *
   * @throws IOException when the folder cannot be used, or another gateway uses it
   */
  public static Database open(Path folder, Fsync fsync) throws IOException {
    FolderLock lock = FolderLock.of(folder);
    try {
      return new Database(folder, lock, fsync);
    } catch (SQLException e) {
      lock.close();
      throw new IOException(
          "the database in " + folder + " cannot be opened: " + e.getMessage(), e);
    } catch (IOException e) {
      lock.close();
      throw e;
    }
  }

  /** What to do when changes were undone that had been told to memory too. */
  void onRollback(Runnable forget) {
    onRollback.add(forget);
  }

  /** What is written once for a group of changes, at its end. */
  void beforeCommit(Work<?> work) {
    beforeCommit.add(work);
  }

  /** Makes a change later, before all that are asked for after it; nobody waits for it. */
  void enqueue(Work<?> work) {
    queue.add(new Task<>(work));
  }

  /**
   * Makes a change and waits until it is committed.
   *
   * @throws StoreUnavailableException when it could not be made, and was not
   */
  <T> T write(Work<T> work) {
    Task<T> task = new Task<>(work);
    queue.add(task);
    if (closed) {
      task.done.completeExceptionally(new IllegalStateException("the store is closed"));
    }
    try {
      return task.done.join();
    } catch (CompletionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new StoreUnavailableException("the local store could not write", cause);
    }
  }

  /**
   * Reads what is committed.
   *
   * @throws StoreUnavailableException when it cannot be read
   */
  <T> T read(Work<T> work) {
    readLock.lock();
    try {
      return work.apply(reader);
    } catch (SQLException e) {
      throw new StoreUnavailableException("the local store could not read", e);
    } finally {
      readLock.unlock();
    }
  }

  private void run() {
    List<Task<?>> group = new ArrayList<>();
    while (!closed || !queue.isEmpty()) {
      try {
        queue.take(group, MOST_AT_ONCE);
        commit(group);
        shortenLog();
      } catch (RuntimeException | OutOfMemoryError e) {
        // Who waits must not for good, and others must be able to wait: this is the only thread.
        group.forEach(task -> task.done.completeExceptionally(e));
      } finally {
        group.clear();
      }
    }
  }

  private void commit(List<Task<?>> group) {
    try {
      writer.execute("begin immediate");
      for (Task<?> task : group) {
        task.run(writer);
      }
      for (Work<?> last : beforeCommit) {
        last.apply(writer);
      }
      writer.execute("commit");
      syncer.written();
      group.forEach(Task::complete);
    } catch (SQLException | RuntimeException | OutOfMemoryError e) {
      // A heap that another call has filled must not end the one thread that writes.
      undo(e);
      if (group.size() == 1) {
        group.getFirst().done.completeExceptionally(e);
        return;
      }
      // One of them is at fault; the others shall not suffer for it.
      for (Task<?> task : group) {
        commit(List.of(task));
      }
    }
  }

  private void undo(Throwable cause) {
    try {
      writer.execute("rollback");
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
    onRollback.forEach(Runnable::run);
  }

  /** When little is left of the log to be moved, so that the next change begins it anew. */
  private void shortenLog() {
    if (!syncer.isLogTooLong()) {
      return;
    }
    try {
      writer.execute("pragma wal_checkpoint(passive)");
    } catch (SQLException e) {
      System.getLogger(Database.class.getName())
          .log(System.Logger.Level.WARNING, "the local store's log stays long", e);
    }
  }

  /** Finishes what waits, and closes. */
  @Override
  public void close() {
    closed = true;
    queue.add(new Task<>(statements -> true));
    try {
      thread.join();
      syncer.close();
      readLock.lock();
      reading.close();
      writing.close();
      lock.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (SQLException | IOException e) {
      System.getLogger(Database.class.getName())
          .log(System.Logger.Level.WARNING, "the local store was not closed cleanly", e);
    } finally {
      if (readLock.isHeldByCurrentThread()) {
        readLock.unlock();
      }
    }
  }
}
