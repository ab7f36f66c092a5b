package dev.llmapi.testing;

import java.util.stream.IntStream;

/** The seeds of a property: a hundred, or as many as {@code -Dseeds} says. */
public final class Seeds {

  private static final int USUAL = 100;

  private Seeds() {}

  public static IntStream all() {
    return IntStream.range(0, Integer.getInteger("seeds", USUAL));
  }
}
