package dev.llmapi.pipeline;

import dev.llmapi.model.ChatRequest;
import dev.llmapi.model.FailureException;
import dev.llmapi.policy.Caller;
import dev.llmapi.policy.Charges;
import dev.llmapi.policy.Demand;
import dev.llmapi.policy.Refusal;
import dev.llmapi.policy.Reservation;
import dev.llmapi.pricing.Estimate;
import dev.llmapi.pricing.Estimator;
import dev.llmapi.pricing.ImageSizes;
import dev.llmapi.pricing.PriceBook;
import dev.llmapi.store.Ledger;
import dev.llmapi.store.StoreUnavailableException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Steps 5 and 6: what a call can cost at most at each candidate, and the money and the rates that
 * it takes before it is made. Thread-safe.
 */
public final class Meter {

  /** Others may take meanwhile what was left; who asks that often and finds nothing may wait. */
  private static final int MOST_SHRINKS = 3;

  private final Ledger ledger;
  private final Quotes quotes;
  private final PriceBook prices;
  private final InstantSource clock;

  public Meter(
      Ledger ledger, Estimator estimator, PriceBook prices, ImageSizes sizes, InstantSource clock) {
    this.ledger = ledger;
    this.quotes = new Quotes(estimator, sizes);
    this.prices = prices;
    this.clock = clock;
  }

  /**
   * Estimates and admits a call.
   *
   * @param plan the candidates in order
   * @param ceilingHeader {@code x-llmapi-max-cost-usd}
   * @return its tab, with those candidates that it can be paid at
   * @throws FailureException 400 for a price that is not known, 402 for money that is spent, 403
   *     for a model that is not allowed, 429 for a rate or for money that others hold, 503 when the
   *     store cannot say
   */
  Tab open(
      Caller caller,
      Receipt receipt,
      ChatRequest request,
      List<Candidate> plan,
      Optional<String> ceilingHeader) {
    Wishes told = Wishes.of(request.members());
    Wishes wishes = ceilingHeader.map(told::withHeader).orElse(told);
    boolean limited = isLimited(caller) || wishes.maxCostNanoUsd().isPresent();
    Instant now = clock.instant();
    Map<Candidate, Estimate> estimates = quotes.of(caller, request, plan, day(now), limited);
    if (limited) {
      estimates = Quotes.payable(caller, estimates, wishes.maxCostNanoUsd());
    }
    return reserve(new Asked(caller, receipt, request, wishes, limited, now), estimates);
  }

  /** What does not change while a call asks to be admitted. */
  private record Asked(
      Caller caller,
      Receipt receipt,
      ChatRequest request,
      Wishes wishes,
      boolean limited,
      Instant at) {}

  /** The estimates for a request, as {@code POST /v1/llmapi/quote} tells them. */
  public Map<Candidate, Estimate> quote(Caller caller, ChatRequest request, Planner planner) {
    List<Candidate> plan = planner.plan(request.model(), Preferences.of(request.members()));
    return quotes.of(caller, request, plan, day(clock.instant()), isLimited(caller));
  }

  private static LocalDate day(Instant now) {
    return now.atZone(ZoneOffset.UTC).toLocalDate();
  }

  private static boolean isLimited(Caller caller) {
    return caller.hasBudget()
        || caller.projectLimits().tpm() != null
        || caller.keyLimits().tpm() != null;
  }

  private Tab reserve(Asked asked, Map<Candidate, Estimate> estimates) {
    Demand demand = demand(asked, estimates);
    if (!asked.caller().isLimited()) {
      return tab(asked, estimates, demand, hold(demand));
    }
    Map<Candidate, Estimate> payable = estimates;
    Reservation reservation = reserve(demand);
    for (int shrinks = 0; shrinks < MOST_SHRINKS; shrinks++) {
      if (!(reservation instanceof Reservation.Refused refused)
          || !refused.refusal().quantity().isMoney()) {
        break;
      }
      // A smaller output limit of our own may still be paid for.
      long affordable = Refusal.affordable(Charges.reserve(demand), refused.counters());
      Map<Candidate, Estimate> smaller = Quotes.within(estimates, affordable);
      if (smaller.isEmpty()) {
        return tab(asked, estimates, demand, judged(asked, estimates, refused));
      }
      payable = smaller;
      demand = demand(asked, smaller);
      reservation = reserve(demand);
    }
    return tab(asked, payable, demand, reservation);
  }

  /** By the least that the call needs: whether the money is spent, or only held by others. */
  private static Reservation judged(
      Asked asked, Map<Candidate, Estimate> estimates, Reservation.Refused refused) {
    long least = Quotes.leastNanoUsd(estimates);
    Demand demand = new Demand(asked.caller(), asked.receipt().id(), least, 0, asked.at());
    return Refusal.of(Charges.reserve(demand), refused.counters(), asked.at())
        .map(refusal -> new Reservation.Refused(refusal, refused.counters()))
        .orElse(refused);
  }

  private Tab tab(
      Asked asked, Map<Candidate, Estimate> estimates, Demand demand, Reservation reservation) {
    return switch (reservation) {
      case Reservation.Refused(Refusal refusal, var counters) -> {
        asked.receipt().rates(Remaining.rates(asked.caller(), counters, asked.at()));
        throw new FailureException(Refusals.of(refusal));
      }
      case Reservation.Granted(var lease, var counters) -> {
        asked.receipt().rates(Remaining.rates(asked.caller(), counters, asked.at()));
        yield new Tab(
            new Settler(ledger, clock),
            prices,
            new Tab.Opening(
                demand,
                asked.receipt(),
                asked.wishes(),
                asked.request().stream(),
                Objects.requireNonNullElse(asked.request().serviceTier(), ""),
                estimates,
                lease,
                counters));
      }
    };
  }

  private Reservation hold(Demand demand) {
    try {
      return new Reservation.Granted(ledger.hold(demand), Map.of());
    } catch (StoreUnavailableException e) {
      throw Unavailable.failure(e);
    }
  }

  private Reservation reserve(Demand demand) {
    try {
      return ledger.reserve(demand);
    } catch (StoreUnavailableException e) {
      throw Unavailable.failure(e);
    }
  }

  /** The dearest of the candidates; where nothing limits it, nothing need be held. */
  private static Demand demand(Asked asked, Map<Candidate, Estimate> estimates) {
    long cost = 0;
    long tokens = 0;
    for (Estimate estimate : estimates.values()) {
      if (asked.limited() && estimate instanceof Estimate.Priced priced) {
        cost = Math.max(cost, priced.mostNanoUsd());
        tokens = Math.max(tokens, priced.mostTokens());
      }
    }
    return new Demand(asked.caller(), asked.receipt().id(), cost, tokens, asked.at());
  }
}
