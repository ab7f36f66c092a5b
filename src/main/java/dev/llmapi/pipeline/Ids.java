package dev.llmapi.pipeline;

import java.util.random.RandomGenerator;

/** Makes ids such as {@code req_4fj2…}. Thread-safe if the generator is. */
public final class Ids {

  private static final char[] DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".toCharArray();
  private static final int LENGTH = 24;

  private final RandomGenerator random;

  public Ids(RandomGenerator random) {
    this.random = random;
  }

  /** A new id behind this prefix. */
  public String next(String prefix) {
    StringBuilder id = new StringBuilder(prefix.length() + LENGTH).append(prefix);
    for (int i = 0; i < LENGTH; i++) {
      id.append(DIGITS[random.nextInt(DIGITS.length)]);
    }
    return id.toString();
  }
}
