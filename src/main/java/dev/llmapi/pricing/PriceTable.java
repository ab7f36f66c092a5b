package dev.llmapi.pricing;

import dev.llmapi.catalog.Table;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rows of {@code prices.csv}, by platform and model. Immutable. */
final class PriceTable {

  /** The name under which the rows for all of a platform's models stand. */
  static final String ANY_MODEL = "*";

  private static final BigDecimal HIGHEST_USD = new BigDecimal(1_000_000);

  private record Key(String platform, String model) {}

  private final Map<Key, List<PriceRow>> rows = new HashMap<>();

  private PriceTable() {}

  static PriceTable read() {
    return of(Table.read(PriceTable.class, "prices.csv", 10));
  }

  static PriceTable of(List<Table.Row> table) {
    PriceTable prices = new PriceTable();
    for (Table.Row row : table) {
      PriceRow price = price(row);
      for (String platform : row.parts(0, "\\|")) {
        for (String model : row.parts(1, "\\|")) {
          prices
              .rows
              .computeIfAbsent(new Key(platform, model), _ -> new ArrayList<>())
              .add(price.of(platform + "/" + model));
        }
      }
    }
    return prices;
  }

  /** All rows under that very name, of every day; none where there is no such name. */
  List<PriceRow> rows(String platform, String model) {
    return rows.getOrDefault(new Key(platform, model), List.of());
  }

  private static PriceRow price(Table.Row row) {
    Unit unit =
        Unit.find(row.cell(2)).orElseThrow(() -> row.broken("\"" + row.cell(2) + "\" is no unit"));
    LocalDate from = date(row, 3);
    long nanoUsd = nanoUsd(row, 4, unit);
    long tier = row.cell(6).isEmpty() ? 0 : row.number(6);
    if (row.cell(8).isEmpty()) {
      throw row.broken("a price needs a source");
    }
    return new PriceRow(
        unit.wireName() + "@" + from + (tier == 0 ? "" : ">" + tier),
        unit,
        from,
        nanoUsd,
        row.cell(5).isEmpty() ? nanoUsd : nanoUsd(row, 5, unit),
        tier,
        date(row, 7),
        row.cell(8),
        row.cell(9));
  }

  /** The price for a million of the unit. */
  private static long nanoUsd(Table.Row row, int column, Unit unit) {
    try {
      BigDecimal usd = new BigDecimal(row.cell(column));
      if (usd.signum() < 0 || usd.compareTo(HIGHEST_USD) > 0) {
        throw row.broken("\"" + row.cell(column) + "\" is no price");
      }
      return Money.nanoUsd(usd.multiply(BigDecimal.valueOf(Money.MILLION / unit.priced())));
    } catch (ArithmeticException | NumberFormatException e) {
      throw row.broken("\"" + row.cell(column) + "\" is no price in whole nano-dollars");
    }
  }

  private static LocalDate date(Table.Row row, int column) {
    try {
      return LocalDate.parse(row.cell(column));
    } catch (DateTimeParseException e) {
      throw row.broken("\"" + row.cell(column) + "\" is no date");
    }
  }
}
