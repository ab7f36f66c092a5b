package dev.llmapi.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.llmapi.catalog.ModelCard;
import dev.llmapi.catalog.Models;
import dev.llmapi.catalog.Table;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every row of {@code prices.csv} must keep to. */
class PriceFileTest {

  private static final LocalDate OLDEST = LocalDate.of(2023, 1, 1);
  private static final LocalDate NEWEST = LocalDate.of(2027, 12, 31);

  /** Models whose price no source tells: under a limit in USD they need one in llmapi.yaml. */
  private static final Set<String> UNKNOWN =
      Set.of("anthropic/claude-fable-5-2", "anthropic/claude-mythos-5-2");

  private final List<Table.Row> rows = Table.read(PriceTable.class, "prices.csv", 10);

  @Test
  void rows_dates_areSane() {
    for (Table.Row row : rows) {
      LocalDate from = LocalDate.parse(row.cell(3));
      LocalDate checked = LocalDate.parse(row.cell(7));

      assertThat(from).as("line %d", row.line()).isBetween(OLDEST, NEWEST);
      assertThat(checked).as("line %d", row.line()).isBetween(LocalDate.of(2026, 1, 1), NEWEST);
      if (from.isAfter(checked)) {
        assertThat(row.cell(9)).as("line %d", row.line()).startsWith("announced");
      }
    }
  }

  @Test
  void rows_disputed_haveTheHigherPriceToReserve() {
    for (Table.Row row : rows) {
      assertThat(row.cell(9).startsWith("disputed"))
          .as("line %d", row.line())
          .isEqualTo(!row.cell(5).isEmpty());
      if (!row.cell(5).isEmpty()) {
        assertThat(new BigDecimal(row.cell(5))).isGreaterThan(new BigDecimal(row.cell(4)));
      }
    }
  }

  @Test
  void rows_all_standOnceAndNameASource() {
    Set<String> seen = new HashSet<>();
    for (Table.Row row : rows) {
      assertThat(row.cell(8)).as("line %d", row.line()).isNotBlank();
      for (String platform : row.parts(0, "\\|")) {
        for (String model : row.parts(1, "\\|")) {
          assertThat(seen.add(platform + " " + model + row.cell(2) + row.cell(3) + row.cell(6)))
              .as("line %d", row.line())
              .isTrue();
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"openai", "openrouter", "anthropic", "gemini", "sandbox"})
  void find_everyListedModel_isPricedOrUnknownOnPurpose(String platform) {
    Models models = new Models();
    PriceBook book = new PriceBook(List.of(), models);

    for (ModelCard card : models.of(platform)) {
      String name = platform + "/" + card.id();
      assertThat(book.find(platform, card.id(), LocalDate.of(2026, 11, 25)).isPresent())
          .as(name)
          .isEqualTo(!UNKNOWN.contains(name));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "openai,m,input,2026-01-01,two,,,2026-01-01,s,",
        "openai,m,input,2026-01-01,-1,,,2026-01-01,s,",
        "openai,m,input,2026-01-01,1.0000000001,,,2026-01-01,s,",
        "openai,m,inputs,2026-01-01,1,,,2026-01-01,s,",
        "openai,m,input,lately,1,,,2026-01-01,s,",
        "openai,m,input,2026-01-01,1,,,,s,",
        "openai,m,input,2026-01-01,1,,many,2026-01-01,s,",
        "openai,m,input,2026-01-01,1,,,2026-01-01,,",
      })
  void of_wrongRow_namesTheLine(String row) {
    assertThatThrownBy(() -> PriceTable.of(Table.parse("p.csv", row, 10)))
        .hasMessageStartingWith("p.csv:1: ");
  }
}
