package dev.llmapi.pipeline;

import dev.llmapi.model.FailureKind;
import dev.llmapi.model.Output;
import dev.llmapi.model.Usage;
import dev.llmapi.policy.Caller;
import dev.llmapi.policy.Demand;
import dev.llmapi.policy.Lease;
import dev.llmapi.policy.Spent;
import dev.llmapi.pricing.Bill;
import dev.llmapi.pricing.Estimate;
import dev.llmapi.pricing.Money;
import dev.llmapi.pricing.OutputCap;
import dev.llmapi.pricing.PriceBook;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The money side of one call, from its admission to its settlement, which comes once. An attempt
 * whose answer was lost is counted too: the provider may ask for its money. One per request; used
 * by one thread.
 */
final class Tab {

  private static final System.Logger LOG = System.getLogger(Tab.class.getName());

  private final Settler settler;
  private final Tariff tariff;
  private final Opening opening;
  private final Caller caller;
  private final Receipt receipt;
  private final Map<Candidate, Estimate> estimates;

  /** The first, and those for further attempts. */
  private final List<Lease> leases = new ArrayList<>(1);

  private final Losses losses = new Losses();
  private @Nullable Candidate underWay;
  private Progress progress = new Progress(false, false, () -> 0);
  private boolean settled;

  /** What the meter hands over. */
  record Opening(
      Demand demand,
      Receipt receipt,
      Wishes wishes,
      boolean stream,
      String tier,
      Map<Candidate, Estimate> estimates,
      Lease lease,
      Map<String, Long> counters) {}

  Tab(Settler settler, PriceBook prices, Opening opening) {
    this.settler = settler;
    this.opening = opening;
    this.tariff = Tariff.of(prices, opening.tier(), opening.lease().at());
    this.caller = opening.demand().caller();
    this.receipt = opening.receipt();
    this.estimates = new LinkedHashMap<>(opening.estimates());
    leases.add(opening.lease());
  }

  /** The candidates that the call can be paid at, in order. */
  List<Candidate> plan() {
    return List.copyOf(estimates.keySet());
  }

  /** The output limit that the gateway has to send to a candidate; empty where it sends none. */
  Optional<OutputCap> sentCap(Candidate candidate) {
    return estimates.get(candidate) instanceof Estimate.Priced priced
        ? Optional.of(priced.cap()).filter(OutputCap::isSent)
        : Optional.empty();
  }

  /**
   * The candidate is called now: from here on it may ask for money.
   *
   * @param output what it is asked for, which tells whether it thinks
   * @param nanoClock by which its thinking is measured
   */
  void calling(Candidate candidate, Output output, LongSupplier nanoClock) {
    underWay = candidate;
    progress = Progress.of(estimate(candidate), output, nanoClock);
  }

  /** The candidate that was called has refused: it asks for nothing. */
  void refused() {
    underWay = null;
  }

  /** Counts what went to the client, for a call whose provider reports nothing. */
  void produced(long bytes) {
    progress.answered(bytes);
  }

  /** The same of thoughts. */
  void thought(long bytes) {
    progress.thought(bytes);
  }

  /**
   * The attempt under way has failed.
   *
   * @return what it is counted at, in nano-dollars; absent where it cannot have cost anything
   */
  @Nullable Long failed(FailureKind kind) {
    Candidate tried = underWay;
    underWay = null;
    if (tried == null
        || (kind != FailureKind.UPSTREAM_TIMEOUT && kind != FailureKind.UPSTREAM_BROKEN)) {
      return null;
    }
    Unreported.Loss loss = lost(tried);
    losses.add(loss);
    return estimate(tried) instanceof Estimate.Priced ? loss.nanoUsd() : null;
  }

  /**
   * Whether there is money for a further attempt, beside what those before may have cost. Takes it
   * where it is not held yet.
   */
  boolean mayPay(Candidate next) {
    if (losses.isEmpty() || !(estimate(next) instanceof Estimate.Priced priced)) {
      return losses.isEmpty() || opening.demand().costNanoUsd() == 0;
    }
    long cost = Money.add(losses.nanoUsd(), priced.mostNanoUsd());
    if (cost > opening.wishes().maxCostNanoUsd().orElse(Long.MAX_VALUE)) {
      return false;
    }
    if (!caller.isLimited() || !isLimited()) {
      return true;
    }
    long heldTokens = leases.stream().mapToLong(Lease::tokens).sum();
    long more = Math.max(0, cost - heldNanoUsd());
    long moreTokens = Math.max(0, Money.add(losses.tokens(), priced.mostTokens()) - heldTokens);
    if (more == 0 && moreTokens == 0) {
      return true;
    }
    Optional<Lease> further =
        settler.holdMore(opening.lease(), opening.demand(), leases.size(), more, moreTokens);
    further.ifPresent(leases::add);
    return further.isPresent();
  }

  /**
   * Settles an answer; the receipt then tells what it cost. Further calls change nothing.
   *
   * @param reported by the provider; absent where it reported nothing, as some do by zeros
   * @param answered the model that the provider says answered, or empty
   * @param errors 1 if it broke off: then it may have made more than it had reported
   * @return the tokens that were counted in place of a report; empty where they are the provider's,
   *     or where nobody knows those of the prompt
   */
  Optional<Usage> settle(
      Candidate candidate, @Nullable Usage reported, String answered, int errors) {
    if (settled) {
      return Optional.empty();
    }
    underWay = null;
    Usage told = reported == null || reported.totalTokens() == 0 ? null : reported;
    boolean lost = told == null && errors > 0 && !opening.stream() && isLimited();
    Usage seen = lost ? lost(candidate).usage() : seen(candidate);
    boolean unreported =
        told == null || (errors > 0 && told.completionTokens() < seen.completionTokens());
    Usage usage = told == null ? seen : unreported ? told.withCompletion(seen) : told;
    Optional<Bill> bill = tariff.bill(candidate, usage, answered);
    long cost = bill.map(Bill::nanoUsd).orElse(0L);
    if (unreported && estimate(candidate) instanceof Estimate.Priced priced) {
      long most = priced.mostNanoUsd();
      cost = lost ? most : Math.min(cost, Math.max(opening.lease().costNanoUsd(), most));
    }
    receipt.cost(cost(bill, Money.add(cost, losses.nanoUsd()), unreported, candidate), cost);
    finish(candidate, usage, cost, errors);
    return unreported && usage.promptTokens() > 0 ? Optional.of(usage) : Optional.empty();
  }

  /**
   * Settles a call that has ended without an answer: nothing, or what its attempts may have cost.
   * After a settlement it changes nothing.
   */
  void close() {
    if (settled) {
      return;
    }
    failed(FailureKind.UPSTREAM_BROKEN);
    Candidate last = receipt.candidate();
    if (losses.isEmpty()) {
      LOG.log(System.Logger.Level.DEBUG, "{0}: not answered, and nothing spent", receipt.id());
      receipt.cost(cost(Optional.of(Bill.NOTHING), 0, false, null), 0);
      finish(last, Usage.ZERO, 0, 1);
      return;
    }
    Optional<Bill> nothing = losses.nanoUsd() > 0 ? Optional.of(Bill.NOTHING) : Optional.empty();
    receipt.cost(cost(nothing, losses.nanoUsd(), true, null), 0);
    finish(last, Usage.ZERO, 0, losses.endAt(last) ? 0 : 1);
  }

  private Cost cost(
      Optional<Bill> bill, long nanoUsd, boolean unreported, @Nullable Candidate answered) {
    long held = heldNanoUsd();
    return new Cost(
        bill.isPresent() ? nanoUsd : null,
        unreported || !losses.isEmpty(),
        held > 0 && nanoUsd > held,
        bill.map(Bill::lines).orElse(List.of()),
        held,
        answered == null ? null : sentCap(answered).orElse(null),
        Remaining.budget(caller, opening.counters(), opening.lease(), nanoUsd));
  }

  private boolean isLimited() {
    return opening.demand().costNanoUsd() > 0 || opening.demand().tokens() > 0;
  }

  private Unreported.Loss lost(Candidate candidate) {
    return Unreported.loss(
        candidate, estimate(candidate), opening.stream(), isLimited(), seen(candidate));
  }

  private Usage seen(Candidate candidate) {
    return Unreported.usage(estimate(candidate), progress.seen());
  }

  private Estimate estimate(Candidate candidate) {
    Estimate estimate = estimates.get(candidate);
    return estimate == null ? new Estimate.UnknownPrice(Quotes.offer(candidate), "") : estimate;
  }

  private long heldNanoUsd() {
    return leases.stream().mapToLong(Lease::costNanoUsd).sum();
  }

  private void finish(@Nullable Candidate last, Usage usage, long cost, long errors) {
    settled = true;
    DayUsage day = new DayUsage(caller, opening.wishes().tag(), tariff.day());
    losses.addTo(day);
    day.add(last, usage, cost, 1, errors);
    Spent spent =
        new Spent(
            Money.add(cost, losses.nanoUsd()), Money.add(usage.totalTokens(), losses.tokens()));
    settler.settle(leases, receipt, spent, day.rows());
  }
}
