package dev.llmapi.pipeline;

import dev.llmapi.catalog.Glob;
import dev.llmapi.model.ChatRequest;
import dev.llmapi.model.Failure;
import dev.llmapi.model.FailureException;
import dev.llmapi.model.FailureKind;
import dev.llmapi.policy.Caller;
import dev.llmapi.policy.Limits;
import dev.llmapi.pricing.Estimate;
import dev.llmapi.pricing.Estimator;
import dev.llmapi.pricing.ImageSizes;
import dev.llmapi.pricing.Offer;
import dev.llmapi.pricing.Prompt;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Step 5: which candidates a caller may use, what a call can cost at each, and at which of them it
 * can be paid. Thread-safe.
 */
final class Quotes {

  private final Estimator estimator;
  private final ImageSizes sizes;

  Quotes(Estimator estimator, ImageSizes sizes) {
    this.estimator = estimator;
    this.sizes = sizes;
  }

  static Offer offer(Candidate candidate) {
    return new Offer(
        candidate.provider().name(), candidate.provider().platform(), candidate.model());
  }

  /**
   * The estimates of the candidates that the caller may use, in their order.
   *
   * @param limited whether a limit is to be kept, so that the output needs a cap
   * @throws FailureException FORBIDDEN where that is none
   */
  Map<Candidate, Estimate> of(
      Caller caller, ChatRequest request, List<Candidate> plan, LocalDate day, boolean limited) {
    List<Candidate> allowed = allowed(caller, plan);
    Prompt prompt = Prompt.of(request, sizes);
    Map<Candidate, Estimate> estimates = new LinkedHashMap<>();
    for (Candidate candidate : allowed) {
      estimates.put(candidate, estimator.estimate(prompt, offer(candidate), day, limited));
    }
    return estimates;
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
    if (limits.models().isEmpty()) {
      return true;
    }
    Glob models = new Glob(limits.models());
    // An alias is the owner's own word for what stands behind it.
    return models.matches(candidate.name())
        || (candidate.aliased() && models.matches(candidate.asked()));
  }

  /**
   * Those whose price is known, and that keep to the call's own ceiling.
   *
   * @throws FailureException 400 where no price is known, 402 where all are beyond the ceiling
   */
  static Map<Candidate, Estimate> payable(
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

  /** The least that any of them needs, with the smallest output limit that makes sense. */
  static long leastNanoUsd(Map<Candidate, Estimate> estimates) {
    return estimates.values().stream()
        .filter(Estimate.Priced.class::isInstance)
        .mapToLong(estimate -> ((Estimate.Priced) estimate).least().mostNanoUsd())
        .min()
        .orElse(0);
  }

  /** Those that can be made to cost no more than that. */
  static Map<Candidate, Estimate> within(Map<Candidate, Estimate> estimates, long nanoUsd) {
    Map<Candidate, Estimate> within = new LinkedHashMap<>();
    estimates.forEach((candidate, estimate) -> {
      if (estimate instanceof Estimate.Priced priced) {
        priced.within(nanoUsd).ifPresent(smaller -> within.put(candidate, smaller));
      }
    });
    return within;
  }
}
