package dev.llmapi.provider.sandbox;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The pace of the sandbox, and the tool that it reads text in images with.
 *
 * @param firstToken the wait before the first byte of an answer, zero for none
 * @param tokensPerSecond how fast a stream then goes on, 0 for no wait between its chunks
 * @param slowFirstByte the wait before the first byte of {@code fault-slow}
 * @param slowDrip the wait between two chunks of {@code fault-slow}
 * @param stall the silence in the middle of {@code fault-stall}
 * @param tesseract the {@code tesseract} program, empty where text in images is not to be read
 */
public record SandboxSettings(
    Duration firstToken,
    double tokensPerSecond,
    Duration slowFirstByte,
    Duration slowDrip,
    Duration stall,
    Optional<Path> tesseract) {

  public SandboxSettings {
    if (tokensPerSecond < 0 || Double.isNaN(tokensPerSecond)) {
      throw new IllegalArgumentException("tokensPerSecond must be 0 or more: " + tokensPerSecond);
    }
  }

  /** The pace of a brisk model: 80 ms to the first token, 120 tokens a second. */
  public static SandboxSettings defaults() {
    return new SandboxSettings(
        Duration.ofMillis(80),
        120,
        Duration.ofSeconds(30),
        Duration.ofMillis(500),
        Duration.ofMinutes(10),
        Optional.empty());
  }

  /** The wait before and between the tokens of an ordinary answer; the faults keep theirs. */
  public SandboxSettings withPace(Duration newFirstToken, double newTokensPerSecond) {
    return new SandboxSettings(
        newFirstToken, newTokensPerSecond, slowFirstByte, slowDrip, stall, tesseract);
  }

  public SandboxSettings withTesseract(Optional<Path> program) {
    return new SandboxSettings(
        firstToken, tokensPerSecond, slowFirstByte, slowDrip, stall, program);
  }

  /** The wait between two chunks of an ordinary stream. */
  Duration betweenTokens() {
    return tokensPerSecond == 0
        ? Duration.ZERO
        : Duration.ofNanos((long) (1_000_000_000 / tokensPerSecond));
  }
}
