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
}
