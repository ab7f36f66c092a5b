package dev.llmapi.embedded;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A queue that many add to and one thread takes from. It holds no lock, so that an {@link
 * OutOfMemoryError} of the thread that takes, whose waiting may need memory, leaves it as it was.
 */
final class Inbox<T> {

  private final Queue<T> queue = new ConcurrentLinkedQueue<>();
  private volatile @Nullable Thread waiting;

  void add(T item) {
    queue.add(item);
    LockSupport.unpark(waiting);
  }

  boolean isEmpty() {
    return queue.isEmpty();
  }

  /** Waits for one at least, and takes so many at most. */
  void take(List<T> into, int most) {
    while (queue.isEmpty()) {
      await();
    }
    for (T item = queue.poll(); item != null; item = queue.poll()) {
      into.add(item);
      if (into.size() == most) {
        return;
      }
    }
  }

  private void await() {
    waiting = Thread.currentThread();
    try {
      if (queue.isEmpty()) {
        LockSupport.park(this);
        // Nobody ends the thread so; kept, it would make each further waiting end at once.
        var _ = Thread.interrupted();
      }
    } finally {
      waiting = null;
    }
  }
}
