package dev.llmapi.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A table among a package's resources: cells divided by commas, one row a line, {@code #} before a
 * comment. The last cell may hold commas.
 */
public final class Table {

  /** One row, and the line that it stands on. */
  public record Row(String table, int line, List<String> cells) {

    public Row {
      cells = List.copyOf(cells);
    }

    public String cell(int column) {
      return cells.get(column);
    }

    /** The cell's parts; none where it is empty. */
    public List<String> parts(int column, String divider) {
      return cell(column).isEmpty() ? List.of() : List.of(cell(column).split(divider, -1));
    }

    public int number(int column) {
      try {
        return Integer.parseInt(cell(column));
      } catch (NumberFormatException e) {
        throw broken("\"" + cell(column) + "\" is no number");
      }
    }

    /** What to throw when the row is wrong. */
    public IllegalStateException broken(String why) {
      return new IllegalStateException(table + ":" + line + ": " + why);
    }
  }

  private Table() {}

  static List<Row> read(String name, int columns) {
    return read(Table.class, name, columns);
  }

  /**
   * Reads the table of that name from the package of a class.
   *
   * @throws IllegalStateException when there is none, or a row has another number of columns
   */
  public static List<Row> read(Class<?> beside, String name, int columns) {
    try (InputStream in = beside.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is not among the resources");
      }
      return parse(name, new String(in.readAllBytes(), StandardCharsets.UTF_8), columns);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The rows of a table's text. */
  public static List<Row> parse(String name, String text, int columns) {
    List<Row> rows = new ArrayList<>();
    int line = 0;
    for (String each : text.lines().toList()) {
      line++;
      if (each.isBlank() || each.startsWith("#")) {
        continue;
      }
      Row row = new Row(name, line, List.of(each.split(",", columns)));
      if (row.cells().size() != columns) {
        throw row.broken("%d cells, expected %d".formatted(row.cells().size(), columns));
      }
      rows.add(row);
    }
    return List.copyOf(rows);
  }
}
