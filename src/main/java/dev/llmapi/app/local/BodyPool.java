package dev.llmapi.app.local;

import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Arrays for the bodies of big requests, used again: a fresh megabyte a request is what costs most
 * of all. Thread-safe.
 */
final class BodyPool {

  /** Smaller bodies are cheap to allocate. */
  static final int POOLED_FROM_BYTES = 64 << 10;

  private static final int KEPT_ARRAYS = 8;
  private static final int KEPT_UP_TO_BYTES = 4 << 20;
  private static final int ROUNDED_TO_BYTES = 256 << 10;

  private final ConcurrentLinkedDeque<byte[]> free = new ConcurrentLinkedDeque<>();
  private final AtomicInteger count = new AtomicInteger();

  /** An array of at least this many bytes; what it holds is old. */
  byte[] take(int bytes) {
    if (bytes < POOLED_FROM_BYTES || bytes > KEPT_UP_TO_BYTES) {
      return new byte[bytes];
    }
    byte[] array = free.pollFirst();
    if (array != null) {
      count.decrementAndGet();
      if (array.length >= bytes) {
        return array;
      }
    }
    return new byte[(bytes + ROUNDED_TO_BYTES - 1) / ROUNDED_TO_BYTES * ROUNDED_TO_BYTES];
  }

  /** Takes an array back that nobody uses any more. */
  void give(byte[] array) {
    if (array.length >= POOLED_FROM_BYTES
        && array.length <= KEPT_UP_TO_BYTES
        && count.get() < KEPT_ARRAYS) {
      count.incrementAndGet();
      free.addFirst(array);
    }
  }
}
