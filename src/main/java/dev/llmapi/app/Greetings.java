package dev.llmapi.app;

import java.time.Duration;
import java.util.List;

/** What a restored copy does before its first request: it connects, to all at the same time. */
final class Greetings {

  /** The longest that a restored copy waits, for all of them together. */
  static final Duration PATIENCE = Duration.ofSeconds(1);

  private Greetings() {}

  /** Runs them beside one another, and returns when all are done or the patience is over. */
  static void run(List<Runnable> greetings) {
    long endNanos = System.nanoTime() + PATIENCE.toNanos();
    List<Thread> threads =
        greetings.stream()
            .map(greeting -> Thread.ofPlatform().daemon().name("llmapi-greeting").start(greeting))
            .toList();
    try {
      for (Thread thread : threads) {
        var _ = thread.join(Duration.ofNanos(endNanos - System.nanoTime()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
