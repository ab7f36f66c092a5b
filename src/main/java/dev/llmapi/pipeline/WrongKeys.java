package dev.llmapi.pipeline;

import java.time.Instant;

/** Counts the wrong keys of a minute. Thread-safe. */
final class WrongKeys {

  private final int most;
  private long minute;
  private int count;

  WrongKeys(int most) {
    this.most = most;
  }

  synchronized void count(Instant now) {
    turn(now);
    count++;
  }

  synchronized boolean tooMany(Instant now) {
    turn(now);
    return count >= most;
  }

  private void turn(Instant now) {
    long current = now.getEpochSecond() / 60;
    if (current != minute) {
      minute = current;
      count = 0;
    }
  }
}
