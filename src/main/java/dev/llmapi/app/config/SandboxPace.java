package dev.llmapi.app.config;

import java.time.Duration;

/**
 * How fast the sandbox talks.
 *
 * @param firstToken the wait before the first byte of an answer
 * @param tokensPerSecond how fast a stream then goes on, 0 for no wait
 */
public record SandboxPace(Duration firstToken, double tokensPerSecond) {

  /** The pace of a brisk model. */
  public static final SandboxPace DEFAULT = new SandboxPace(Duration.ofMillis(80), 120);
}
