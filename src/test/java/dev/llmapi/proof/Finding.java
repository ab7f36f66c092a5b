package dev.llmapi.proof;

import dev.llmapi.proof.Trial.Plan;
import java.util.ArrayList;
import java.util.List;

/**
 * What became of a trial, held against what must hold.
 *
 * @param single the calls after the burst: answers until the first refusal, and then one refusal
 *     from each other gateway
 * @param delays how often a call was told 503, since the stand-in was too busy, and tried again
 */
record Finding(
    String store,
    boolean releases,
    Plan plan,
    List<Told> burst,
    List<Told> single,
    int delays,
    Sums sums) {

  /** Of the calls at one time in a burst that must all be admitted where reservations are exact. */
  private static final int EXACTLY = 50;

  /**
   * Money.
   *
   * @param burst charged by the provider during the burst
   * @param charged charged by the provider in all
   * @param cost what the gateways' usage tells
   * @param unsettled what it tells of calls that nobody settled
   */
  record Sums(long burst, long charged, long cost, long unsettled) {}

  static final String HEAD =
      """
      | store | a call | sent | calls | answered | 402 | 429 | 503, tried again | killed | spent in the burst | single calls | spent in all | unsettled | left | holds |
      |---|---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|---|\
      """;

  private long count(Class<? extends Told> kind) {
    return burst.stream().filter(kind::isInstance).count();
  }

  /**
   * What the last refusal leaves: the ledger's own count. The usage may lack a call that was
   * counted when its gateway was killed.
   */
  private long left() {
    return single.getLast() instanceof Told.Spent(long counted) ? Money.BUDGET - counted : 0;
  }

  private long singleAnswers() {
    return single.stream().filter(Told.Answered.class::isInstance).count();
  }

  /** What does not hold; nothing where all does. */
  List<String> faults() {
    List<String> faults = new ArrayList<>();
    burst.stream()
        .filter(told -> told instanceof Told.Wrong || told instanceof Told.Delayed)
        .map(Told::toString)
        .forEach(faults::add);
    if (!plan.kills()) {
      burst.stream().filter(Told.Broken.class::isInstance).map(Told::toString).forEach(faults::add);
      require(sums.unsettled() == 0, "nothing died, and something is unsettled", faults);
      require(sums.cost() == sums.charged(), "usage and provider count differently", faults);
    }
    require(
        single.stream().skip(singleAnswers()).allMatch(Told.Spent.class::isInstance),
        "single calls end otherwise than by 402: " + single.getLast(),
        faults);
    require(Money.BUDGET - left() >= sums.charged(), "the provider counted more", faults);
    if (plan.shape() == Shape.OVERRUN) {
      require(count(Told.Answered.class) <= EXACTLY, "more were admitted than fit", faults);
      require(singleAnswers() == 0, "the budget is not closed", faults);
    } else {
      requireBudgetKept(faults);
    }
    return faults;
  }

  private void requireBudgetKept(List<String> faults) {
    require(sums.charged() <= Money.BUDGET, "more than $5.00 was spent", faults);
    require(left() >= 0, "more than $5.00 is counted", faults);
    require(
        left() < plan.shape().leastNanoUsd(),
        "money is left for a call, and the last was told " + single.getLast(),
        faults);
    if (plan.shape() == Shape.EXACT && !plan.kills()) {
      require(count(Told.Answered.class) == EXACTLY, "not exactly 50 were answered", faults);
    }
    if (plan.kills() && releases) {
      require(sums.unsettled() > 0, "nothing was killed", faults);
      require(sums.charged() == sums.cost(), "usage and provider count differently", faults);
      require(
          Money.BUDGET - sums.charged() < plan.shape().leastNanoUsd(),
          "the rest could not be spent",
          faults);
    } else if (plan.shape() == Shape.EXACT && plan.kills()) {
      require(sums.charged() > sums.cost(), "nothing was killed that was charged", faults);
    }
  }

  private static void require(boolean holds, String otherwise, List<String> faults) {
    if (!holds) {
      faults.add(otherwise);
    }
  }

  /** As a row of the table. */
  String row() {
    return "| %s | %s | %s | %d | %d | %d | %d | %d | %d | %s | %d | %s | %s | %s | %s |"
        .formatted(
            store + (releases ? ", released" : ""),
            plan.shape().told() + (plan.kills() ? ", killed half-way" : ""),
            plan.streaming().name().toLowerCase(java.util.Locale.ROOT),
            burst.size(),
            count(Told.Answered.class),
            count(Told.Spent.class),
            count(Told.Held.class),
            delays,
            count(Told.Broken.class),
            Money.shown(sums.burst()),
            singleAnswers(),
            Money.shown(sums.charged()),
            Money.shown(sums.unsettled()),
            Money.shown(left()),
            faults().isEmpty() ? "yes" : "NO");
  }
}
