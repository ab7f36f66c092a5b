package dev.llmapi.pricing;

import dev.llmapi.pricing.Estimator.Counts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Prices what was counted.
 *
 * @param card of the dearest tier that the call may be served in
 * @param likelyCard of the one that it asks for
 */
record EstimateWriter(PriceCard card, PriceCard likelyCard, Counts counts, Metering metering) {

  /** What a token of the prompt's text may come to be billed as. */
  private static final Set<Unit> READ = EnumSet.of(Unit.INPUT, Unit.CACHED_INPUT, Unit.CACHE_WRITE);

  private static final Set<Unit> SEEN =
      EnumSet.of(
          Unit.INPUT,
          Unit.CACHED_INPUT,
          Unit.CACHE_WRITE,
          Unit.IMAGE_INPUT,
          Unit.CACHED_IMAGE_INPUT);
  private static final Set<Unit> HEARD =
      EnumSet.of(
          Unit.INPUT,
          Unit.CACHED_INPUT,
          Unit.CACHE_WRITE,
          Unit.AUDIO_INPUT,
          Unit.CACHED_AUDIO_INPUT);

  /** A host that does not tell images apart reports them as plain output. */
  private static final Set<Unit> DRAWN = EnumSet.of(Unit.OUTPUT, Unit.IMAGE_OUTPUT);

  private static final Set<Unit> CALL = EnumSet.of(Unit.REQUEST);

  Estimate.Priced write(Offer offer) {
    long drawn = Money.multiply(counts.drawn(), counts.choices());
    List<CostLine> fixed = new ArrayList<>(5);
    add(fixed, Unit.INPUT, READ, counts.text());
    add(fixed, Unit.IMAGE_INPUT, SEEN, counts.images());
    add(fixed, Unit.AUDIO_INPUT, HEARD, counts.audio());
    add(fixed, Unit.IMAGE_OUTPUT, DRAWN, drawn);
    add(fixed, Unit.REQUEST, CALL, 1);
    CostLine capped =
        most(mainOutput(), producible(), Money.multiply(counts.cap().tokens(), counts.choices()))
            .orElseThrow();
    return new Estimate.Priced(
        offer,
        card,
        counts.prompt(),
        counts.cap(),
        counts.choices(),
        metering.thinks(),
        metering.tellsThoughts(),
        drawn,
        fixed,
        capped,
        likely());
  }

  /** What the output under the cap is taken for: the line of the estimate bears its name. */
  private Unit mainOutput() {
    if (counts.capMayDraw()) {
      return Unit.IMAGE_OUTPUT;
    }
    return counts.capMaySpeak() ? Unit.AUDIO_OUTPUT : Unit.OUTPUT;
  }

  /** What a token under the cap may come to be billed as. */
  private Set<Unit> producible() {
    Set<Unit> units = EnumSet.of(Unit.OUTPUT);
    if (counts.capMayDraw()) {
      units.add(Unit.IMAGE_OUTPUT);
    }
    if (counts.capMaySpeak()) {
      units.add(Unit.AUDIO_OUTPUT);
    }
    return units;
  }

  private void add(List<CostLine> lines, Unit unit, Set<Unit> billedAs, long quantity) {
    if (quantity > 0) {
      most(unit, billedAs, quantity).ifPresent(lines::add);
    }
  }

  /**
   * The line at the dearest row that may come to hold. A bill that divides the quantity among
   * several units rounds each up, so that it may be some nano-dollars more; they are added, save
   * where every price is in whole nano-dollars a token.
   */
  private Optional<CostLine> most(Unit unit, Set<Unit> billedAs, long quantity) {
    List<PriceRow> rows = card.rows(billedAs, counts.prompt());
    boolean whole = rows.stream().allMatch(EstimateWriter::isWhole);
    return rows.stream()
        .max(Comparator.comparingLong(PriceRow::reserveNanoUsd))
        .map(row -> CostLine.reserved(unit, quantity, row).plus(whole ? 0 : billedAs.size() - 1));
  }

  private static boolean isWhole(PriceRow row) {
    return row.nanoUsd() % Money.MILLION == 0 && row.reserveNanoUsd() % Money.MILLION == 0;
  }

  private List<CostLine> likely() {
    long prompt = counts.likelyText() + counts.images() + counts.audio();
    long words = Money.multiply(counts.likelyOutput(), counts.choices());
    List<CostLine> lines = new ArrayList<>(6);
    addLikely(lines, Unit.INPUT, counts.likelyText(), prompt);
    addLikely(lines, Unit.IMAGE_INPUT, counts.images(), prompt);
    addLikely(lines, Unit.AUDIO_INPUT, counts.audio(), prompt);
    addLikely(lines, mainOutput(), words, prompt);
    addLikely(
        lines, Unit.IMAGE_OUTPUT, Money.multiply(counts.likelyDrawn(), counts.choices()), prompt);
    addLikely(lines, Unit.REQUEST, 1, prompt);
    return lines;
  }

  private void addLikely(List<CostLine> lines, Unit unit, long quantity, long prompt) {
    if (quantity > 0) {
      likelyCard.row(unit, prompt).ifPresent(row -> lines.add(CostLine.of(unit, quantity, row)));
    }
  }
}
