package dev.llmapi.pricing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a call may cost at one model, before it is made. */
public sealed interface Estimate {

  Offer offer();

  /** There is no price, so that no limit in USD can be kept. {@code message} says what to do. */
  record UnknownPrice(Offer offer, String message) implements Estimate {}

  /**
   * The upper bound, and what is likely.
   *
   * @param promptTokens the most that the prompt counts
   * @param cap the most that each answer counts
   * @param choices how many answers are asked for ({@code n})
   * @param thinks when the model thinks before it answers, which counts as output
   * @param tellsThoughts whether they are told as they are thought, and not hidden or summed up
   * @param drawnTokens of images that are made beside the cap, all answers together
   * @param fixed the lines of the upper bound that the cap does not change
   * @param capped the line of the upper bound that it does
   */
  record Priced(
      Offer offer,
      PriceCard card,
      long promptTokens,
      OutputCap cap,
      int choices,
      Thinks thinks,
      boolean tellsThoughts,
      long drawnTokens,
      List<CostLine> fixed,
      CostLine capped,
      List<CostLine> likely)
      implements Estimate {

    public Priced {
      fixed = List.copyOf(fixed);
      likely = List.copyOf(likely);
    }

    /** The lines of the upper bound. */
    public List<CostLine> most() {
      List<CostLine> lines = new ArrayList<>(fixed);
      lines.add(capped);
      return lines;
    }

    public long mostNanoUsd() {
      return Money.add(CostLine.total(fixed), capped.nanoUsd());
    }

    /** The most tokens under the cap, all answers together. */
    public long mostOutput() {
      return Money.multiply(cap.tokens(), Math.max(1, choices));
    }

    public long likelyNanoUsd() {
      return CostLine.total(likely);
    }

    /** The most tokens, prompt and output together. */
    public long mostTokens() {
      return Money.add(Money.add(promptTokens, drawnTokens), capped.quantity());
    }

    /**
     * This call made to cost no more than that: itself, or with a smaller cap where it was not the
     * caller who set it and what remains makes sense. Empty where it cannot be done.
     */
    public Optional<Priced> within(long nanoUsd) {
      if (mostNanoUsd() <= nanoUsd) {
        return Optional.of(this);
      }
      if (!cap.isSent() || capped.nanoUsdPerMillion() == 0 || choices < 1) {
        return Optional.empty();
      }
      long slack = capped.nanoUsd() - Money.cost(capped.quantity(), capped.nanoUsdPerMillion());
      long left = nanoUsd - CostLine.total(fixed) - slack;
      long tokens = Money.quantity(left, capped.nanoUsdPerMillion()) / choices;
      if (left < 0 || tokens < cap.least()) {
        return Optional.empty();
      }
      return Optional.of(withCap(cap.shrunk(Math.min(tokens, cap.tokens())), slack));
    }

    /** This call with the smallest cap that makes sense; itself where the caller set it. */
    public Priced least() {
      if (!cap.isSent() || choices < 1 || cap.tokens() <= cap.least()) {
        return this;
      }
      long slack = capped.nanoUsd() - Money.cost(capped.quantity(), capped.nanoUsdPerMillion());
      return withCap(cap.shrunk(cap.least()), slack);
    }

    private Priced withCap(OutputCap smaller, long slack) {
      long quantity = Money.multiply(smaller.tokens(), choices);
      long price = capped.nanoUsdPerMillion();
      CostLine line =
          new CostLine(
              capped.unit(),
              quantity,
              capped.priceRow(),
              price,
              Money.add(Money.cost(quantity, price), slack));
      return new Priced(
          offer,
          card,
          promptTokens,
          smaller,
          choices,
          thinks,
          tellsThoughts,
          drawnTokens,
          fixed,
          line,
          likely);
    }
  }
}
