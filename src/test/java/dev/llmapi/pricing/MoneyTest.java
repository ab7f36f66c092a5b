package dev.llmapi.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoneyTest {

  private static final long END = Long.MAX_VALUE;

  @ParameterizedTest
  @CsvSource({
    "0, 2500000000, 0",
    "1, 2500000000, 2500",
    "1, 1, 1",
    "1000000, 1, 1",
    "1000001, 1, 2",
    "3, 37500000, 113",
    "9223372036854775807, 1000000, 9223372036854775807",
    "9223372036854775807, 2000000, 9223372036854775807",
    "9000000000000000000, 100000, 900000000000000000",
    "4611686018427387904, 2, 9223372036855",
  })
  void cost_quantityAtAPrice_isRoundedUpAndNeverWraps(long quantity, long price, long cost) {
    assertThat(Money.cost(quantity, price)).isEqualTo(cost);
  }

  @Test
  void addAndMultiply_tooMuch_stayAtTheEnd() {
    assertThat(Money.add(END, 1)).isEqualTo(END);
    assertThat(Money.add(2, 3)).isEqualTo(5);
    assertThat(Money.multiply(END, 2)).isEqualTo(END);
    assertThat(Money.multiply(1L << 40, 1L << 40)).isEqualTo(END);
    assertThat(Money.multiply(6, 7)).isEqualTo(42);
  }

  @ParameterizedTest
  @CsvSource({"1000, 2000000000, 0", "2000, 2000000000, 1", "113, 37500000, 3", "-1, 5, 0"})
  void quantity_forMoney_isTheMostThatItBuys(long nanoUsd, long price, long quantity) {
    assertThat(Money.quantity(nanoUsd, price)).isEqualTo(quantity);
  }

  /** A client writes the exponent: a number of a billion digits is not to be made of it. */
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "0.05, 50000000",
    "0.0000000019, 1",
    "1e-2147483647, 0",
    "1e-50000000, 0",
    "1e9, 1000000000000000000",
    "1e10, 9223372036854775807",
    "1e50000000, 9223372036854775807",
    "1e2147483647, 9223372036854775807",
    "0e2147483647, 0",
  })
  void floorNanoUsd_ofADecimal_isRoundedDown(BigDecimal usd, long nanoUsd) {
    assertThat(Money.floorNanoUsd(usd)).isEqualTo(nanoUsd);
  }

  @Test
  void usd_nanoDollars_isAPlainDecimal() {
    assertThat(Money.usd(0)).isEqualTo("0");
    assertThat(Money.usd(1)).isEqualTo("0.000000001");
    assertThat(Money.usd(100 * Money.NANO_PER_USD)).isEqualTo("100");
  }
}
