package dev.llmapi.provider;

import java.time.Duration;

/**
 * The clocks of one upstream call.
 *
 * @param connect until the connection stands, TLS included
 * @param firstByte from the request sent until the answer's status line
 * @param idle between two pieces of the answer's body
 * @param total from the start until the answer's last byte
 */
public record Deadlines(Duration connect, Duration firstByte, Duration idle, Duration total) {

  public static final Deadlines DEFAULT =
      new Deadlines(
          Duration.ofSeconds(5),
          Duration.ofMinutes(5),
          Duration.ofMinutes(2),
          Duration.ofMinutes(14));

  /** The same clocks, of which none runs longer than so. */
  public Deadlines within(Duration limit) {
    return new Deadlines(
        shorter(connect, limit),
        shorter(firstByte, limit),
        shorter(idle, limit),
        shorter(total, limit));
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }
}
