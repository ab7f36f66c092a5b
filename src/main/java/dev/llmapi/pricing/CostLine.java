package dev.llmapi.pricing;

/**
 * One line of a bill or of an estimate.
 *
 * @param priceRow the id of the row that it is priced by
 * @param nanoUsdPerMillion that row's price, or for an upper bound the one it is reserved at
 * @param nanoUsd what the quantity costs, rounded up
 */
public record CostLine(
    Unit unit, long quantity, String priceRow, long nanoUsdPerMillion, long nanoUsd) {

  static CostLine of(Unit unit, long quantity, PriceRow row) {
    return new CostLine(
        unit, quantity, row.id(), row.nanoUsd(), Money.cost(quantity, row.nanoUsd()));
  }

  static CostLine reserved(Unit unit, long quantity, PriceRow row) {
    return new CostLine(
        unit, quantity, row.id(), row.reserveNanoUsd(), Money.cost(quantity, row.reserveNanoUsd()));
  }

  CostLine plus(long moreNanoUsd) {
    return new CostLine(
        unit, quantity, priceRow, nanoUsdPerMillion, Money.add(nanoUsd, moreNanoUsd));
  }

  static long total(Iterable<CostLine> lines) {
    long total = 0;
    for (CostLine line : lines) {
      total = Money.add(total, line.nanoUsd());
    }
    return total;
  }
}
