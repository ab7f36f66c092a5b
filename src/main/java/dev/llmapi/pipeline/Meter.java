package dev.llmapi.pipeline;

import dev.llmapi.catalog.Glob;
import dev.llmapi.model.ChatRequest;
import dev.llmapi.model.Failure;
import dev.llmapi.model.FailureException;
import dev.llmapi.model.FailureKind;
import dev.llmapi.policy.Caller;
import dev.llmapi.policy.Charges;
import dev.llmapi.policy.Demand;
import dev.llmapi.policy.Limits;
import dev.llmapi.policy.Refusal;
import dev.llmapi.policy.Reservation;
import dev.llmapi.pricing.Estimate;
import dev.llmapi.pricing.Estimator;
import dev.llmapi.pricing.ImageSizes;
import dev.llmapi.pricing.Offer;
import dev.llmapi.pricing.PriceBook;
import dev.llmapi.pricing.Prompt;
import dev.llmapi.store.Ledger;
import dev.llmapi.store.StoreUnavailableException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Steps 5 and 6: what a call can cost at most at each candidate, and the money and the rates that
 * it takes before it is made. Thread-safe.
 */
public final class Meter {

  private final Ledger ledger;
  private final Estimator estimator;
  private final PriceBook prices;
  private final ImageSizes sizes;
  private final InstantSource clock;

  public Meter(
      Ledger ledger, Estimator estimator, PriceBook prices, ImageSizes sizes, InstantSource clock) {
    this.ledger = ledger;
    this.estimator = estimator;
    this.prices = prices;
    this.sizes = sizes;
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
    List<Candidate> allowed = allowed(caller, plan);
    boolean limited = isLimited(caller) || wishes.maxCostNanoUsd().isPresent();
    Instant now = clock.instant();
    Map<Candidate, Estimate> estimates =
        estimate(request, allowed, now.atZone(ZoneOffset.UTC).toLocalDate(), limited);
    if (limited) {
      estimates = payable(caller, estimates, wishes.maxCostNanoUsd());
    }
    return reserve(caller, receipt, estimates, wishes, limited, now);
  }

  /** The estimates for a request, as {@code POST /v1/llmapi/quote} tells them. */
  public Map<Candidate, Estimate> quote(Caller caller, ChatRequest request, Planner planner) {
    List<Candidate> plan = planner.plan(request.model(), Preferences.of(request.members()));
    LocalDate day = clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
    return estimate(request, allowed(caller, plan), day, isLimited(caller));
  }

  static Offer offer(Candidate candidate) {
    return new Offer(
        candidate.provider().name(), candidate.provider().platform(), candidate.model());
  }

  private static boolean isLimited(Caller caller) {
    return caller.hasBudget()
        || caller.projectLimits().tpm() != null
        || caller.keyLimits().tpm() != null;
  }

  private static List<Candidate> allowed(Caller caller, List<Candidate> plan) {
    List<Candidate> allowed =
        plan.stream()
            .filter(candidate -> allows(caller.projectLimits(), candidate))
            .filter(candidate -> allows(caller.keyLimits(), candidate))
            .toList();
    if (allowed.isEmpty()) {
      throw FailureException.of(
          FailureKind.FORBIDDEN,
          "This API key may not use the model '%s' (limits.models)."
              .formatted(plan.getFirst().name()),
          "model");
    }
    return allowed;
  }

  private static boolean allows(Limits limits, Candidate candidate) {
    return limits.models().isEmpty() || new Glob(limits.models()).matches(candidate.name());
  }

  private Map<Candidate, Estimate> estimate(
      ChatRequest request, List<Candidate> plan, LocalDate day, boolean limited) {
    Prompt prompt = Prompt.of(request, sizes);
    Map<Candidate, Estimate> estimates = new LinkedHashMap<>();
    for (Candidate candidate : plan) {
      estimates.put(candidate, estimator.estimate(prompt, offer(candidate), day, limited));
    }
    return estimates;
  }

  /** Those whose price is known, and that keep to the call's own ceiling. */
  private static Map<Candidate, Estimate> payable(
      Caller caller, Map<Candidate, Estimate> estimates, OptionalLong ceiling) {
    Map<Candidate, Estimate> payable = new LinkedHashMap<>();
    Estimate.@Nullable Priced cheapest = null;
    Failure unknown = null;
    for (Map.Entry<Candidate, Estimate> entry : estimates.entrySet()) {
      switch (entry.getValue()) {
        case Estimate.UnknownPrice(var _, String message) -> {
          if (!caller.hasBudget() && ceiling.isEmpty()) {
            payable.put(entry.getKey(), entry.getValue());
          }
          unknown =
              Failure.of(FailureKind.INVALID_VALUE, message, "model").withCode("price_unknown");
        }
        case Estimate.Priced priced -> {
          priced
              .within(ceiling.orElse(Long.MAX_VALUE))
              .ifPresent(fitting -> payable.put(entry.getKey(), fitting));
          if (cheapest == null || priced.mostNanoUsd() < cheapest.mostNanoUsd()) {
            cheapest = priced;
          }
        }
      }
    }
    if (!payable.isEmpty()) {
      return payable;
    }
    if (cheapest == null && unknown != null) {
      throw new FailureException(unknown);
    }
    throw new FailureException(Refusals.overCeiling(cheapest, ceiling.orElse(0)));
  }

  private Tab reserve(
      Caller caller,
      Receipt receipt,
      Map<Candidate, Estimate> estimates,
      Wishes wishes,
      boolean limited,
      Instant now) {
    Demand demand = demand(caller, receipt, estimates, limited, now);
    if (!caller.isLimited()) {
      return tab(caller, receipt, estimates, wishes, hold(demand));
    }
    Reservation reservation = reserve(demand);
    if (reservation instanceof Reservation.Refused(Refusal refusal, Map<String, Long> counters)
        && refusal.quantity().isMoney()) {
      // A smaller output limit of our own may still be paid for.
      Map<Candidate, Estimate> smaller =
          within(estimates, Refusal.affordable(Charges.reserve(demand), counters));
      if (!smaller.isEmpty()) {
        return reserveSmaller(caller, receipt, smaller, wishes, now);
      }
    }
    return tab(caller, receipt, estimates, wishes, reservation);
  }

  private Tab reserveSmaller(
      Caller caller,
      Receipt receipt,
      Map<Candidate, Estimate> estimates,
      Wishes wishes,
      Instant now) {
    Reservation reservation = reserve(demand(caller, receipt, estimates, true, now));
    return tab(caller, receipt, estimates, wishes, reservation);
  }

  private Tab tab(
      Caller caller,
      Receipt receipt,
      Map<Candidate, Estimate> estimates,
      Wishes wishes,
      Reservation reservation) {
    return switch (reservation) {
      case Reservation.Refused(Refusal refusal, var _) ->
          throw new FailureException(Refusals.of(refusal));
      case Reservation.Granted(var lease, var counters) ->
          new Tab(
              ledger,
              prices,
              clock,
              new Tab.Opening(caller, receipt, wishes.tag(), estimates, lease, counters));
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
  private static Demand demand(
      Caller caller,
      Receipt receipt,
      Map<Candidate, Estimate> estimates,
      boolean limited,
      Instant now) {
    long cost = 0;
    long tokens = 0;
    for (Estimate estimate : estimates.values()) {
      if (limited && estimate instanceof Estimate.Priced priced) {
        cost = Math.max(cost, priced.mostNanoUsd());
        tokens = Math.max(tokens, priced.mostTokens());
      }
    }
    return new Demand(caller, receipt.id(), cost, tokens, now);
  }

  private static Map<Candidate, Estimate> within(Map<Candidate, Estimate> estimates, long nanoUsd) {
    Map<Candidate, Estimate> within = new LinkedHashMap<>();
    estimates.forEach((candidate, estimate) -> {
      if (estimate instanceof Estimate.Priced priced) {
        priced.within(nanoUsd).ifPresent(smaller -> within.put(candidate, smaller));
      }
    });
    return within;
  }
}
