package dev.llmapi.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ChargesTest {

  private static final Instant NOON = Instant.parse("2030-05-15T12:00:30Z");

  private static Demand demand(long limit, int shares, long cost) {
    Limits limits = new Limits(limit, null, null, null, null, null, List.of());
    return new Demand(
        new Caller("project", limits, shares, "key", Limits.NONE), "c", cost, 1, NOON);
  }

  private static long limitOf(List<Charge> charges) {
    Long limit = charges.getFirst().limit();
    return limit == null ? -1 : limit;
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void parts_ofAllShares_addUpToTheLimit(long seed) {
    Random random = new Random(seed);
    int shares = 1 + random.nextInt(64);
    long limit = random.nextLong(1_000_000);
    long sum = 0;
    for (int share = 0; share < shares; share++) {
      sum += limitOf(Charges.reserve(demand(limit, shares, 1), share));
    }
    assertThat(sum).isEqualTo(limit);
    assertThat(limitOf(Charges.reserve(demand(limit, shares, 1)))).isEqualTo(limit);
  }

  @ParameterizedTest
  @CsvSource({
    "t, false",
    "n, false",
    "r, false",
    "key.t, false",
    "m203005, false",
    "m203004, true",
    "m202912, true",
    "key.m203004, true",
    "d20300515, false",
    "d20300514, false",
    "d20300513, false",
    "d20300512, true",
    "key.d20300512, true"
  })
  void counter_isStale_whenItsPeriodEndedLongAgo(String counter, boolean stale) {
    assertThat(Charges.isStale(counter, NOON)).isEqualTo(stale);
  }

  @Test
  void counter_ofAMinute_isStaleAfterTwo() {
    String counter = "key." + Quantity.REQUESTS.counter(NOON);
    assertThat(Charges.isStale(counter, NOON.plusSeconds(120))).isFalse();
    assertThat(Charges.isStale(counter, NOON.plusSeconds(180))).isTrue();
  }

  @Test
  void refusal_ofShares_isTheLeastFinal_withTheNumbersOfAll() {
    Demand demand = demand(30, 3, 5);
    Refusal refusal =
        Refusal.ofShares(
            demand, List.of(Map.of("t", 10L), Map.of("t", 8L, "r", 4L), Map.of("t", 6L)));
    assertThat(refusal.reason()).isEqualTo(Refusal.Reason.HELD);
    assertThat(refusal.limit()).isEqualTo(30);
    assertThat(refusal.used()).isEqualTo(24);
    assertThat(refusal.reserved()).isEqualTo(4);
    assertThat(refusal.retryAfter()).isNotNull();
  }
}
