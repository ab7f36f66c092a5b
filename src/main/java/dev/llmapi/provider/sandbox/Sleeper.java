package dev.llmapi.provider.sandbox;

import java.time.Duration;

/** How the sandbox waits, handed in so that a test need not. */
@FunctionalInterface
public interface Sleeper {
  /** Waits on the calling thread, for real. */
  Sleeper THREAD = Thread::sleep;

  void sleep(Duration time) throws InterruptedException;
}
