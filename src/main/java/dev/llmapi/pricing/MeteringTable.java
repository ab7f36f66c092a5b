package dev.llmapi.pricing;

import dev.llmapi.catalog.Glob;
import dev.llmapi.catalog.PerModel;
import dev.llmapi.catalog.Table;
import dev.llmapi.pricing.Metering.Overhead;
import dev.llmapi.pricing.image.ImageInput;
import dev.llmapi.pricing.image.ImageOutput;
import dev.llmapi.pricing.text.Tokenizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How models count, by {@code metering.csv}; worked out once for each. Thread-safe. */
final class MeteringTable {

  private record Row(Glob platform, Glob model, Metering metering) {}

  private final List<Row> rows;
  private final PerModel<Metering> meterings = new PerModel<>(this::find);

  private MeteringTable(List<Row> rows) {
    this.rows = rows;
  }

  static MeteringTable read() {
    return of(Table.read(MeteringTable.class, "metering.csv", 13));
  }

  static MeteringTable of(List<Table.Row> table) {
    return new MeteringTable(table.stream().map(MeteringTable::row).toList());
  }

  Metering metering(String platform, String model) {
    return meterings.of(platform, model);
  }

  private Metering find(String platform, String model) {
    for (Row row : rows) {
      if (row.platform().matches(platform) && row.model().matches(model)) {
        return row.metering();
      }
    }
    throw new IllegalStateException("metering.csv has no row for " + platform + "/" + model);
  }

  private static Row row(Table.Row row) {
    try {
      Metering metering =
          new Metering(
              Tokenizer.find(row.cell(2))
                  .orElseThrow(() -> row.broken("\"" + row.cell(2) + "\" is no tokenizer")),
              new Overhead(
                  row.number(3), row.number(4), row.number(5), row.number(6), row.number(7)),
              ImageInput.parse(row.cell(8)),
              row.cell(9).isEmpty()
                  ? Optional.empty()
                  : Optional.of(ImageOutput.parse(row.cell(9))),
              row.cell(10).equals("always"),
              Thinks.valueOf(row.cell(11).toUpperCase(Locale.ROOT)),
              row.cell(12).equals("told"));
      return new Row(Glob.of(row.cell(0)), Glob.of(row.cell(1)), metering);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw row.broken(String.valueOf(e.getMessage()));
    }
  }
}
