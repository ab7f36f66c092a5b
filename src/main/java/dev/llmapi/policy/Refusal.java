package dev.llmapi.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why a call was not admitted, with all that its caller needs to know.
 *
 * @param used what the counter stands at, reserved money included
 * @param reserved the part of it that calls under way hold, of money only
 * @param demanded what the call would add
 * @param reset when the limit begins anew; absent where it never does
 */
public record Refusal(
    Reason reason,
    Scope scope,
    Quantity quantity,
    long limit,
    long used,
    long reserved,
    long demanded,
    @Nullable Instant reset,
    @Nullable Duration retryAfter) {

  /** The reasons, the most final first. */
  public enum Reason {
    /** The money is spent: 402. */
    SPENT,
    /** A minute's requests or tokens are used up: 429. */
    RATE,
    /** Only because calls under way hold money, or a place: 429, and soon better. */
    HELD
  }

  private static final Duration SOON = Duration.ofSeconds(1);

  /**
   * The refusal of charges under these counters: of several the most final one.
   *
   * @return nothing where all of them fit
   */
  public static Optional<Refusal> of(
      List<Charge> charges, Map<String, Long> counters, Instant now) {
    return charges.stream()
        .filter(charge -> !charge.fits(counters.getOrDefault(charge.counter(), 0L)))
        .map(charge -> of(charge, charges, counters, now))
        .min(Comparator.comparing(Refusal::reason));
  }

  /**
   * The refusal of a demand that no share of its project's counters could take. Shares lend to one
   * another, so that all together say why; where all together have room, it is the least final one
   * of the shares', told with the numbers of all of them.
   *
   * @param shares the counters of each share, in their order, each such that it refuses
   */
  public static Refusal ofShares(Demand demand, List<Map<String, Long>> shares) {
    Map<String, Long> sum = sum(shares);
    List<Charge> whole = Charges.reserve(demand);
    Optional<Refusal> inAll = of(whole, sum, demand.at());
    if (inAll.isPresent()) {
      return inAll.get();
    }
    List<Refusal> each = new ArrayList<>();
    for (int share = 0; share < shares.size(); share++) {
      of(Charges.reserve(demand, share), shares.get(share), demand.at()).ifPresent(each::add);
    }
    Refusal least = each.stream().max(Comparator.comparing(Refusal::reason)).orElseThrow();
    Charge charge =
        whole.stream()
            .filter(it -> it.scope() == least.scope() && it.quantity() == least.quantity())
            .findFirst()
            .orElseThrow();
    Refusal told = of(charge, whole, sum, demand.at());
    return new Refusal(
        least.reason(),
        told.scope(),
        told.quantity(),
        told.limit(),
        told.used(),
        told.reserved(),
        told.demanded(),
        told.reset(),
        least.retryAfter());
  }

  /** Counters added up by their names. */
  public static Map<String, Long> sum(List<Map<String, Long>> shares) {
    Map<String, Long> sum = new HashMap<>();
    for (Map<String, Long> share : shares) {
      share.forEach((counter, value) -> sum.merge(counter, value, Math::addExact));
    }
    return sum;
  }

  private static Refusal of(
      Charge charge, List<Charge> charges, Map<String, Long> counters, Instant now) {
    long limit = charge.limit() == null ? Long.MAX_VALUE : charge.limit();
    long used = counters.getOrDefault(charge.counter(), 0L);
    long reserved = charge.quantity().isMoney() ? reserved(charge.scope(), charges, counters) : 0;
    Instant reset = charge.quantity().resetAfter(now).orElse(null);
    Reason reason = reason(charge, limit, used, reserved);
    Duration retryAfter =
        switch (reason) {
          case SPENT -> null;
          case HELD -> SOON;
          case RATE -> reset == null ? SOON : Duration.between(now, reset);
        };
    return new Refusal(
        reason,
        charge.scope(),
        charge.quantity(),
        limit,
        used,
        reserved,
        charge.amount(),
        reset,
        retryAfter);
  }

  private static Reason reason(Charge charge, long limit, long used, long reserved) {
    if (charge.quantity() == Quantity.PARALLEL) {
      return Reason.HELD;
    }
    if (!charge.quantity().isMoney()) {
      return Reason.RATE;
    }
    return used - reserved > limit - charge.amount() ? Reason.SPENT : Reason.HELD;
  }

  private static long reserved(Scope scope, List<Charge> charges, Map<String, Long> counters) {
    return charges.stream()
        .filter(each -> each.scope() == scope && each.quantity() == Quantity.RESERVED)
        .mapToLong(each -> counters.getOrDefault(each.counter(), 0L))
        .sum();
  }

  /** The most that a call could cost and still be admitted, of money alone; not below 0. */
  public static long affordable(List<Charge> charges, Map<String, Long> counters) {
    long least = Long.MAX_VALUE;
    for (Charge charge : charges) {
      if (charge.quantity().isMoney() && charge.limit() != null) {
        least = Math.min(least, charge.limit() - counters.getOrDefault(charge.counter(), 0L));
      }
    }
    return Math.max(0, least);
  }
}
