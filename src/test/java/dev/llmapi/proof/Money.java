package dev.llmapi.proof;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** The proof's sums, in nano-dollars. */
final class Money {

  static final long TOKEN = 100_000;
  static final long DIME = 1_000 * TOKEN;
  static final long BUDGET = 50 * DIME;

  private static final int NANO_DIGITS = 9;

  private Money() {}

  static long nano(String usd) {
    return new BigDecimal(usd).movePointRight(NANO_DIGITS).longValueExact();
  }

  /** As a table shows it. */
  static String shown(long nanoUsd) {
    return "$"
        + BigDecimal.valueOf(nanoUsd, NANO_DIGITS)
            .setScale(4, RoundingMode.HALF_UP)
            .toPlainString()
            .replaceAll("00$", "");
  }
}
