package dev.llmapi.app.local;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Looks after the clients of calls that take long, so that a hang-up ends the call. One thread for
 * all; a short call costs two writes to memory. Thread-safe.
 */
final class ClientWatch implements AutoCloseable {

  /** A call that is answered sooner is not worth a look. */
  private static final Duration PATIENCE = Duration.ofMillis(500);

  private static final Duration TICK = Duration.ofMillis(250);

  private final Set<ClientInput> clients = ConcurrentHashMap.newKeySet();
  private final Thread thread =
      Thread.ofPlatform().daemon().name("llmapi-client-watch").unstarted(this::run);
  private volatile boolean closed;

  void start() {
    thread.start();
  }

  void add(ClientInput client) {
    clients.add(client);
  }

  void remove(ClientInput client) {
    clients.remove(client);
  }

  private void run() {
    while (!closed) {
      LockSupport.parkNanos(this, TICK.toNanos());
      long then = System.nanoTime() - PATIENCE.toNanos();
      try {
        clients.forEach(client -> client.watch(then));
      } catch (OutOfMemoryError _) {
        // Told by the call that has filled the heap; the next round will do.
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
  }
}
