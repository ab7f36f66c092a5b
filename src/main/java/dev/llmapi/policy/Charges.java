package dev.llmapi.policy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a call adds to the counters of its project, all or none: when it is admitted, when it is
 * settled, and when it is given up for dead. A pure table; the stores carry it out.
 *
 * <p>A project's counters stand in one item, divided into {@link Caller#shares} of them where the
 * project has more traffic than one item takes. A key's counters stand among them, but only where
 * the key has limits.
 */
public final class Charges {

  private static final Set<Quantity> COUNTED = EnumSet.allOf(Quantity.class);

  private Charges() {}

  /** What admitting the demand adds, under the whole limits: to the shares added up. */
  public static List<Charge> reserve(Demand demand) {
    return reserve(demand, 0, 1);
  }

  /** What admitting the demand adds to one share, under that share's part of the limits. */
  public static List<Charge> reserve(Demand demand, int share) {
    return reserve(demand, share, demand.caller().shares());
  }

  private static List<Charge> reserve(Demand demand, int share, int shares) {
    Caller caller = demand.caller();
    List<Charge> charges = new ArrayList<>(14);
    for (Quantity quantity : COUNTED) {
      Long limit = part(quantity.limitIn(caller.projectLimits()), share, shares);
      charges.add(charge(Scope.PROJECT, "", quantity, demand, limit));
    }
    if (caller.keyLimits().limitsCounters()) {
      for (Quantity quantity : COUNTED) {
        Long limit = part(quantity.limitIn(caller.keyLimits()), share, shares);
        charges.add(charge(Scope.KEY, prefix(caller.keyId()), quantity, demand, limit));
      }
    }
    return charges;
  }

  private static Charge charge(
      Scope scope, String prefix, Quantity quantity, Demand demand, @Nullable Long limit) {
    String counter = prefix + quantity.counter(demand.at());
    return new Charge(scope, quantity, counter, quantity.amountOf(demand), limit);
  }

  /** The parts add up to the limit: what a division leaves over goes to the first shares. */
  private static @Nullable Long part(@Nullable Long limit, int share, int shares) {
    return limit == null ? null : limit / shares + (share < limit % shares ? 1 : 0);
  }

  /** What settling a lease adds: real cost and tokens in place of what was reserved. */
  public static Map<String, Long> settle(Lease lease, Spent spent, Instant now) {
    return deltas(lease, spent.costNanoUsd() - lease.costNanoUsd(), spent.tokens(), now);
  }

  /** What giving back a lease adds for which nothing was spent. */
  public static Map<String, Long> giveBack(Lease lease, Instant now) {
    return expire(lease, 0, now);
  }

  /**
   * What ending the lease of a dead call adds: nothing is known of what it really cost.
   *
   * @param kept how much of what it held stays counted as if it were spent
   */
  public static Map<String, Long> expire(Lease lease, long kept, Instant now) {
    return deltas(lease, kept - lease.costNanoUsd(), 0, now);
  }

  /**
   * What a settlement adds whose lease was ended before: what was spent, in place of what was kept.
   */
  public static Map<String, Long> late(Lease lease, Spent spent, long kept) {
    Map<String, Long> deltas = new LinkedHashMap<>();
    for (String prefix : prefixes(lease)) {
      for (Quantity money : List.of(Quantity.USD_TOTAL, Quantity.USD_MONTH, Quantity.USD_DAY)) {
        deltas.put(prefix + money.counter(lease.at()), spent.costNanoUsd() - kept);
      }
    }
    return deltas;
  }

  private static Map<String, Long> deltas(Lease lease, long cost, long tokens, Instant now) {
    Map<String, Long> deltas = new LinkedHashMap<>();
    boolean sameMinute = Quantity.TOKENS.counter(lease.at()).equals(Quantity.TOKENS.counter(now));
    for (String prefix : prefixes(lease)) {
      deltas.put(prefix + Quantity.USD_TOTAL.counter(lease.at()), cost);
      deltas.put(prefix + Quantity.USD_MONTH.counter(lease.at()), cost);
      deltas.put(prefix + Quantity.USD_DAY.counter(lease.at()), cost);
      deltas.put(prefix + Quantity.RESERVED.counter(lease.at()), -lease.costNanoUsd());
      deltas.put(prefix + Quantity.PARALLEL.counter(lease.at()), lease.isFurther() ? 0L : -1L);
      if (sameMinute) {
        deltas.put(prefix + Quantity.TOKENS.counter(lease.at()), tokens - lease.tokens());
      }
    }
    deltas.values().removeIf(delta -> delta == 0);
    return deltas;
  }

  private static List<String> prefixes(Lease lease) {
    return lease.keyId() == null ? List.of("") : List.of("", prefix(lease.keyId()));
  }

  private static String prefix(String keyId) {
    return keyId + ".";
  }

  /**
   * Whether a counter belongs to a period that has ended, so that it can be removed. The month and
   * the day before are kept, since calls that began in them may be settled yet.
   */
  public static boolean isStale(String counter, Instant now) {
    String name = counter.substring(counter.lastIndexOf('.') + 1);
    if (name.length() < 2 || !Character.isDigit(name.charAt(1))) {
      return false;
    }
    Instant kept = now.minusSeconds(2 * 24 * 3600);
    String oldest =
        switch (name.charAt(0)) {
          case 'm' -> Quantity.USD_MONTH.counter(kept);
          case 'd' -> Quantity.USD_DAY.counter(kept);
          case 'q' -> Quantity.REQUESTS.counter(now.minusSeconds(120));
          case 'p' -> Quantity.TOKENS.counter(now.minusSeconds(120));
          default -> name;
        };
    return name.length() < oldest.length()
        || (name.length() == oldest.length() && name.compareTo(oldest) < 0);
  }
}
