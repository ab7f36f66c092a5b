package dev.llmapi.app.local;

import io.helidon.common.socket.HelidonSocket;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What comes in from one client. While a call takes long, it is read ahead, which is how a hang-up
 * is seen that would else be noticed at the next write; what came is kept for the next request.
 *
 * <p>{@link #get}, {@link #begin} and {@link #end} belong to the connection's own thread.
 */
final class ClientInput implements Supplier<byte[]> {

  private enum State {
    /** The connection's thread may read. */
    IDLE,
    /** A call is under way; whoever first moves on from here may read. */
    CALL,
    /** Is being read ahead, or has been. */
    AHEAD
  }

  private final HelidonSocket socket;
  private final LongSupplier nanoClock;
  private final AtomicReference<State> state = new AtomicReference<>(State.IDLE);
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();

  private volatile @Nullable Thread handler;
  private volatile long sinceNanos;
  private volatile boolean gone;
  private volatile boolean waitedFor;
  private boolean reading;
  private byte @Nullable [] ahead;
  private volatile boolean arriving;
  private volatile long arrivingSinceNanos;

  ClientInput(HelidonSocket socket, LongSupplier nanoClock) {
    this.socket = socket;
    this.nanoClock = nanoClock;
  }

  /** The calling thread answers a call; it is interrupted when the client hangs up. */
  void begin() {
    arriving = false;
    sinceNanos = nanoClock.getAsLong();
    handler = Thread.currentThread();
    state.compareAndSet(State.IDLE, State.CALL);
  }

  /** The call is answered. */
  void end() {
    handler = null;
    state.compareAndSet(State.CALL, State.IDLE);
  }

  boolean isCallUnderWay() {
    return handler != null;
  }

  /** Whether the client was seen to hang up. */
  boolean isGone() {
    return gone;
  }

  /** Begins to read ahead if a call has been under way since then or longer. */
  void watch(long thenNanos) {
    if (state.get() == State.CALL
        && sinceNanos - thenNanos <= 0
        && state.compareAndSet(State.CALL, State.AHEAD)) {
      reading = true;
      Thread.ofVirtual().name("llmapi-client-watch").start(this::readAhead);
    }
  }

  /** Ends the connection if a request has been arriving since then or longer. */
  void giveUp(long thenNanos) {
    if (arriving && arrivingSinceNanos - thenNanos <= 0) {
      socket.close();
    }
  }

  private void readAhead() {
    byte[] bytes = readPatiently();
    lock.lock();
    try {
      ahead = bytes;
      reading = false;
      arrived.signal();
    } finally {
      lock.unlock();
    }
    Thread answering = handler;
    if (bytes == null) {
      gone = true;
      if (answering != null) {
        answering.interrupt();
      }
    }
  }

  /** The socket's patience is meant for a request that is waited for, not for a call's time. */
  private byte @Nullable [] readPatiently() {
    while (true) {
      boolean wanted = waitedFor;
      try {
        return socket.get();
      } catch (UncheckedIOException e) {
        if (wanted || !(e.getCause() instanceof SocketTimeoutException)) {
          return null;
        }
      }
    }
  }

  /**
   * The next bytes.
   *
   * @return null when the client has hung up, or sends nothing for too long
   */
  @Override
  public byte @Nullable [] get() {
    byte[] bytes = next();
    if (!arriving && bytes != null) {
      arrivingSinceNanos = nanoClock.getAsLong();
      arriving = true;
    }
    return bytes;
  }

  private byte @Nullable [] next() {
    if (state.get() == State.AHEAD) {
      return takeAhead();
    }
    try {
      return socket.get();
    } catch (UncheckedIOException e) {
      return null;
    }
  }

  private byte @Nullable [] takeAhead() {
    waitedFor = true;
    lock.lock();
    try {
      while (reading) {
        arrived.await();
      }
      byte[] bytes = ahead;
      ahead = null;
      if (bytes != null) {
        state.set(handler == null ? State.IDLE : State.CALL);
      }
      return bytes;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    } finally {
      lock.unlock();
      waitedFor = false;
    }
  }
}
