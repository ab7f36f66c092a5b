package dev.llmapi.catalog;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The rows of {@code parameters.csv}: what each platform and model makes of each parameter. */
record ParameterTable(List<Row> rows) {

  /** The parameter of the row that holds where no other does. */
  static final String UNKNOWN = "*";

  /** One row, its parameters' names apart. */
  record Row(Glob platform, Glob model, List<String> parameters, Ruling ruling) {}

  /** What becomes of a parameter, and why. */
  record Ruling(Support support, String note) {}

  ParameterTable {
    rows = List.copyOf(rows);
  }

  /**
   * Reads the table.
   *
   * @throws IllegalStateException when a row is broken
   */
  static ParameterTable load() {
    return of(Table.read("parameters.csv", 5));
  }

  static ParameterTable of(List<Table.Row> rows) {
    return new ParameterTable(rows.stream().map(ParameterTable::row).toList());
  }

  private static Row row(Table.Row row) {
    Support support = support(row);
    List<String> parameters = row.parts(2, "\\|");
    Set<String> undroppable =
        Parameter.NOT_TO_BE_DROPPED.stream().map(Parameter::wireName).collect(Collectors.toSet());
    if (support == Support.DROPPED && parameters.stream().anyMatch(undroppable::contains)) {
      throw row.broken("one of these changes the meaning: refused, not dropped");
    }
    return new Row(
        Glob.of(row.cell(0)), Glob.of(row.cell(1)), parameters, new Ruling(support, row.cell(4)));
  }

  private static Support support(Table.Row row) {
    String cell = row.cell(3);
    return Arrays.stream(Support.values())
        .filter(support -> support.name().toLowerCase(Locale.ROOT).equals(cell))
        .findFirst()
        .orElseThrow(() -> row.broken("\"" + cell + "\" is no kind of support"));
  }

  /**
   * The rulings for one target, by the parameter's name; under {@link #UNKNOWN} that for others.
   *
   * @throws IllegalArgumentException when the table has no rows for the platform
   */
  Map<String, Ruling> rulings(String platform, String model) {
    Map<String, Ruling> rulings = new HashMap<>();
    for (Row row : rows) {
      if (row.platform().matches(platform) && row.model().matches(model)) {
        row.parameters().forEach(name -> rulings.putIfAbsent(name, row.ruling()));
      }
    }
    if (!rulings.containsKey(UNKNOWN)) {
      throw new IllegalArgumentException("parameters.csv has no rows for platform " + platform);
    }
    return rulings;
  }
}
