package dev.llmapi.policy;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is counted for a scope, a row each: the member of {@link Limits} that bounds it, how its
 * counter is named, and when it begins anew. Counters of a period carry the period in their name,
 * so that a new one begins at zero without anybody resetting it.
 */
public enum Quantity {
  USD_TOTAL("usd_total", "t", Period.EVER),
  USD_MONTH("usd_month", "m", Period.MONTH),
  USD_DAY("usd_day", "d", Period.DAY),
  REQUESTS("rpm", "q", Period.MINUTE),
  TOKENS("tpm", "p", Period.MINUTE),
  PARALLEL("parallel", "n", Period.EVER),
  /** The part of the money counters that calls under way hold; it has no limit of its own. */
  RESERVED("reserved", "r", Period.EVER);

  private enum Period {
    EVER,
    MONTH,
    DAY,
    MINUTE
  }

  private final String limit;
  private final String letter;
  private final Period period;

  Quantity(String limit, String letter, Period period) {
    this.limit = limit;
    this.letter = letter;
    this.period = period;
  }

  /** The limit's name in the interface: {@code usd_month}. */
  public String limitName() {
    return limit;
  }

  public boolean isMoney() {
    return this == USD_TOTAL || this == USD_MONTH || this == USD_DAY;
  }

  /** The counter's name at a time: {@code m202611}, {@code d20261125}, {@code q29801234}. */
  public String counter(Instant at) {
    ZonedDateTime utc = at.atZone(ZoneOffset.UTC);
    return switch (period) {
      case EVER -> letter;
      case MONTH -> letter + (utc.getYear() * 100 + utc.getMonthValue());
      case DAY ->
          letter + ((utc.getYear() * 100 + utc.getMonthValue()) * 100 + utc.getDayOfMonth());
      case MINUTE -> letter + at.getEpochSecond() / 60;
    };
  }

  /** When the period that holds at a time ends; absent for what never begins anew. */
  public Optional<Instant> resetAfter(Instant at) {
    ZonedDateTime utc = at.atZone(ZoneOffset.UTC);
    return switch (period) {
      case EVER -> Optional.empty();
      case MONTH ->
          Optional.of(utc.truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1).plusMonths(1).toInstant());
      case DAY -> Optional.of(utc.truncatedTo(ChronoUnit.DAYS).plusDays(1).toInstant());
      case MINUTE -> Optional.of(at.truncatedTo(ChronoUnit.MINUTES).plusSeconds(60));
    };
  }

  /** The limit that bounds it; absent where none does. */
  public @Nullable Long limitIn(Limits limits) {
    return switch (this) {
      case USD_TOTAL -> limits.usdTotal();
      case USD_MONTH -> limits.usdMonth();
      case USD_DAY -> limits.usdDay();
      case REQUESTS -> limits.rpm();
      case TOKENS -> limits.tpm();
      case PARALLEL -> limits.parallel();
      case RESERVED -> null;
    };
  }

  /** How much of it a demand adds. */
  long amountOf(Demand demand) {
    return switch (this) {
      case USD_TOTAL, USD_MONTH, USD_DAY, RESERVED -> demand.costNanoUsd();
      case TOKENS -> demand.tokens();
      case REQUESTS, PARALLEL -> demand.isFurther() ? 0 : 1;
    };
  }
}
