package dev.llmapi.media;

import java.time.Duration;

/**
 * How far fetching an image may go.
 *
 * @param maxRedirects how many redirects are followed
 * @param connect for one connection, TLS included
 * @param total for all of it: names, connections, redirects and the last byte
 */
public record FetchLimits(int maxRedirects, Duration connect, Duration total, ImageLimits image) {

  /** Three redirects, 5 s to connect, 20 s in all, and the usual limits of an image. */
  public static final FetchLimits DEFAULT =
      new FetchLimits(3, Duration.ofSeconds(5), Duration.ofSeconds(20), ImageLimits.DEFAULT);
}
