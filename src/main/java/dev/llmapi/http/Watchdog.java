package dev.llmapi.http;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Ends the calls whose clock ran out, wherever they are blocked: connecting, in TLS, writing or
 * reading. One thread looks at all calls every {@link #TICK}, so a clock is late by that at most.
 *
 * <p>In place of socket timeouts, since these do not cover writing, begin anew with each byte that
 * drips in, and cost a virtual thread a timer at each read: 6 us of a round trip's 13 when
 * measured. Thread-safe.
 */
final class Watchdog implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(Watchdog.class.getName());

  static final Duration TICK = Duration.ofMillis(20);
  private static final Duration SWEEP = Duration.ofSeconds(30);

  private final Set<Exchange> calls = ConcurrentHashMap.newKeySet();
  private final LongSupplier nanoTime;
  private final Runnable sweep;
  private final Thread thread;
  private volatile boolean resting;
  private volatile boolean closed;

  /**
   * @param sweep done every half minute: the pool's housekeeping
   */
  Watchdog(LongSupplier nanoTime, Runnable sweep) {
    this.nanoTime = nanoTime;
    this.sweep = sweep;
    this.thread = Thread.ofPlatform().daemon().name("llmapi-deadlines").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  void watch(Exchange call) {
    calls.add(call);
    if (resting) {
      LockSupport.unpark(thread);
    }
  }

  void forget(Exchange call) {
    calls.remove(call);
  }

  private void run() {
    long sweepAt = nanoTime.getAsLong() + SWEEP.toNanos();
    while (!closed) {
      rest();
      long now = nanoTime.getAsLong();
      try {
        for (Exchange call : calls) {
          call.endIfOverdue(now);
        }
        if (now - sweepAt >= 0) {
          sweepAt = now + SWEEP.toNanos();
          sweep.run();
        }
      } catch (OutOfMemoryError _) {
        // Told by the call that has filled the heap; a line in the log would need memory too.
      } catch (RuntimeException e) {
        // Without this thread no call would ever time out.
        LOG.log(System.Logger.Level.WARNING, "a round of the deadlines failed", e);
      }
    }
  }

  /** A tick; or, with no call to look at, until the next one comes. */
  private void rest() {
    if (!calls.isEmpty()) {
      LockSupport.parkNanos(this, TICK.toNanos());
      return;
    }
    resting = true;
    // Asked again after the flag is up, or a call that came in between would not wake us.
    if (calls.isEmpty() && !closed) {
      LockSupport.parkNanos(this, SWEEP.toNanos());
    }
    resting = false;
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
  }
}
