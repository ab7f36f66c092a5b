package dev.llmapi.pricing;

import dev.llmapi.catalog.Glob;
import dev.llmapi.catalog.Table;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

/** What a call costs in a service tier, as a share of the usual prices. Immutable. */
final class TierTable {

  private static final BigDecimal HIGHEST = BigDecimal.TEN;

  private record Row(Glob platform, Glob model, Glob tier, BigDecimal times) {
    boolean fits(String platformName, String modelName) {
      return platform.matches(platformName) && model.matches(modelName);
    }
  }

  private final List<Row> rows;

  private TierTable(List<Row> rows) {
    this.rows = rows;
  }

  static TierTable read() {
    return new TierTable(
        Table.read(TierTable.class, "tiers.csv", 6).stream().map(TierTable::row).toList());
  }

  private static Row row(Table.Row row) {
    try {
      BigDecimal times = new BigDecimal(row.cell(3));
      if (times.signum() <= 0 || times.compareTo(HIGHEST) > 0) {
        throw row.broken("\"" + row.cell(3) + "\" is no share of a price");
      }
      return new Row(Glob.of(row.cell(0)), Glob.of(row.cell(1)), Glob.of(row.cell(2)), times);
    } catch (NumberFormatException e) {
      throw row.broken("\"" + row.cell(3) + "\" is no number");
    }
  }

  /** How many times the usual price a call costs in a tier; 1 for one that has no row. */
  BigDecimal times(String platform, String model, String tier) {
    String named = tier.toLowerCase(Locale.ROOT);
    String answered = named.equals("fast") ? "priority" : named;
    return rows.stream()
        .filter(row -> row.fits(platform, model) && row.tier().matches(answered))
        .findFirst()
        .map(Row::times)
        .orElse(BigDecimal.ONE);
  }

  /**
   * The tier that a call may be served in at most, by the price, when it asks for that one: {@code
   * auto} leaves it to the provider. A cheaper tier may be refused, and the usual one taken.
   *
   * @param asked empty where the call names none: then it is the usual one
   */
  String dearest(String platform, String model, String asked) {
    if (asked.equals("auto")) {
      return times(platform, model, "priority").compareTo(BigDecimal.ONE) > 0 ? "priority" : "";
    }
    return times(platform, model, asked).compareTo(BigDecimal.ONE) > 0 ? asked : "";
  }
}
