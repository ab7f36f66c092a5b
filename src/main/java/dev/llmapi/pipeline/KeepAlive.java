package dev.llmapi.pipeline;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Sends comments on the streams whose provider is silent. Somebody must call {@link #tick} now and
 * then; the composition root schedules that. Thread-safe.
 */
public final class KeepAlive {

  private final Set<ClientStream> streams = ConcurrentHashMap.newKeySet();
  private final long silenceNanos;
  private final LongSupplier nanoClock;

  /**
   * A keep-alive.
   *
   * @param silence after which a comment is sent
   */
  public KeepAlive(Duration silence, LongSupplier nanoClock) {
    silenceNanos = silence.toNanos();
    this.nanoClock = nanoClock;
  }

  void watch(ClientStream stream) {
    streams.add(stream);
  }

  void leave(ClientStream stream) {
    streams.remove(stream);
  }

  /**
   * Sends what is due. A client that does not read may hold it up: each has a thread of its own.
   */
  public void tick() {
    long now = nanoClock.getAsLong();
    for (ClientStream stream : streams) {
      if (now - stream.lastWriteNanos() >= silenceNanos) {
        Thread.startVirtualThread(stream::comment);
      }
    }
  }

  /** How often {@link #tick} should be called. */
  public Duration interval() {
    return Duration.ofNanos(Math.max(1_000_000, silenceNanos / 4));
  }
}
