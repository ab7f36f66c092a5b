package dev.llmapi.pricing;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Arithmetic on whole nano-dollars, 10^9 to a dollar. Sums and products that no {@code long} holds
 * stay at its end: a count that absurd must refuse a call, not make it cheap.
 */
public final class Money {

  public static final long NANO_PER_USD = 1_000_000_000;

  static final long MILLION = 1_000_000;
  static final int NANO_DIGITS = 9;

  private static final BigDecimal MOST_USD = BigDecimal.valueOf(Long.MAX_VALUE, NANO_DIGITS);
  private static final BigDecimal ONE_NANO = BigDecimal.valueOf(1, NANO_DIGITS);

  private Money() {}

  /** What a quantity costs at a price for a million, rounded up. */
  public static long cost(long quantity, long nanoUsdPerMillion) {
    long high = Math.multiplyHigh(quantity, nanoUsdPerMillion);
    long low = quantity * nanoUsdPerMillion;
    if (high == 0 && low >= 0) {
      return low / MILLION + (low % MILLION == 0 ? 0 : 1);
    }
    BigDecimal exact = BigDecimal.valueOf(quantity).multiply(BigDecimal.valueOf(nanoUsdPerMillion));
    BigDecimal nano = exact.movePointLeft(6).setScale(0, RoundingMode.CEILING);
    return nano.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0
        ? Long.MAX_VALUE
        : nano.longValueExact();
  }

  /** The largest quantity that costs no more than that at a price for a million. */
  static long quantity(long nanoUsd, long nanoUsdPerMillion) {
    if (nanoUsd < 0) {
      return 0;
    }
    BigDecimal exact = BigDecimal.valueOf(nanoUsd).movePointRight(6);
    return exact
        .divideToIntegralValue(BigDecimal.valueOf(nanoUsdPerMillion))
        .min(BigDecimal.valueOf(Long.MAX_VALUE))
        .longValue();
  }

  /** The sum of two that are not negative. */
  public static long add(long one, long other) {
    long sum = one + other;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }

  /** The product of two that are not negative. */
  public static long multiply(long one, long other) {
    return Math.multiplyHigh(one, other) == 0 && one * other >= 0 ? one * other : Long.MAX_VALUE;
  }

  /** An exact decimal of USD as whole nano-dollars. */
  static long nanoUsd(BigDecimal usd) {
    return usd.movePointRight(NANO_DIGITS).longValueExact();
  }

  /**
   * A decimal of USD, 0 or more and with whatever exponent somebody wrote, as whole nano-dollars:
   * rounded down, and at most what a {@code long} holds.
   */
  public static long floorNanoUsd(BigDecimal usd) {
    // Compared first: to give 1e50000000 a scale would write all of its digits.
    if (usd.compareTo(MOST_USD) >= 0) {
      return Long.MAX_VALUE;
    }
    return usd.compareTo(ONE_NANO) < 0
        ? 0
        : usd.movePointRight(NANO_DIGITS).setScale(0, RoundingMode.DOWN).longValueExact();
  }

  /** Nano-dollars as a plain decimal of USD, without zeros at its end: {@code 0.0000025}. */
  public static String usd(long nanoUsd) {
    return plain(BigDecimal.valueOf(nanoUsd, NANO_DIGITS));
  }

  static String plain(BigDecimal usd) {
    return usd.signum() == 0 ? "0" : usd.stripTrailingZeros().toPlainString();
  }
}
