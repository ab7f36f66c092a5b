package dev.llmapi.app.local;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Looks after the clients of calls that take long, so that a hang-up ends the call, and after those
 * whose requests do not arrive. One thread for all; a short call costs two writes to memory.
 * Thread-safe.
 */
final class ClientWatch implements AutoCloseable {

  /** A call that is answered sooner is not worth a look. */
  private static final Duration PATIENCE = Duration.ofMillis(500);

  /** A request may take so long to arrive: it holds a connection, and may do so on purpose. */
  private static final Duration REQUEST_PATIENCE = Duration.ofMinutes(5);

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
      long now = System.nanoTime();
      try {
        for (ClientInput client : clients) {
          client.watch(now - PATIENCE.toNanos());
          client.giveUp(now - REQUEST_PATIENCE.toNanos());
        }
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
