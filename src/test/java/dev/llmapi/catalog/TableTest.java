package dev.llmapi.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {

  @Test
  void parse_commentsAndBlankLines_areLeftOut() {
    List<Table.Row> rows = Table.parse("t.csv", "# a\n\na,b,c, and d\n", 3);

    assertThat(rows).hasSize(1);
    assertThat(rows.getFirst().line()).isEqualTo(3);
    assertThat(rows.getFirst().cells()).containsExactly("a", "b", "c, and d");
  }

  @Test
  void parse_tooFewCells_namesTheLine() {
    assertThatThrownBy(() -> Table.parse("t.csv", "a,b,c\na,b\n", 3))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("t.csv:2: 2 cells, expected 3");
  }

  @Test
  void number_noNumber_namesTheLine() {
    Table.Row row = Table.parse("t.csv", "a,many", 2).getFirst();

    assertThatThrownBy(() -> row.number(1)).hasMessage("t.csv:1: \"many\" is no number");
  }

  @Test
  void read_missingResource_isRefused() {
    assertThatThrownBy(() -> Table.read("nothing.csv", 2))
        .hasMessage("nothing.csv is not among the resources");
  }
}
