package dev.llmapi.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.llmapi.catalog.LifeCycle.Status;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LifeCyclesTest {

  private static final LocalDate TODAY = LocalDate.of(2026, 11, 25);

  private final Models models = new Models();
  private final LifeCycles lifeCycles = new LifeCycles(models);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          openai    | gpt-image-1                | gpt-image-2.6-sunburst | The model gpt-image-1 was retired on 2026-10-23; gpt-image-2.6-sunburst answers.
          openai    | gpt-4-turbo-2024-04-09     | gpt-6-luna             | The model gpt-4-turbo was retired on 2026-10-23; gpt-6-luna answers.
          anthropic | claude-3-7-sonnet-20250219 | claude-sonnet-5-5      | The model claude-3-7-sonnet was retired on 2026-02-19; claude-sonnet-5-5 answers.
          anthropic | claude-3.7-sonnet          | claude-sonnet-5-5      | The model claude-3.7-sonnet was retired on 2026-02-19; claude-sonnet-5-5 answers.
          gemini    | gemini-2.0-flash-image     | gemini-3.1-flash-image | The model gemini-2.0-flash-image was retired on 2026-06-01; gemini-3.1-flash-image answers.
          gemini    | gemini-3.1-flash-image-preview | gemini-3.1-flash-image | The model gemini-3.1-flash-image-preview was retired; gemini-3.1-flash-image answers.
          openai    | gpt-5                      | gpt-5                  | The model gpt-5 will be shut down on 2026-12-11; change to gpt-6.1-sol.
          openai    | gpt-4o                     | gpt-4o                 |
          openai    | gpt-6-sol                  | gpt-6-sol              |
          anthropic | claude-sonnet-5.5          | claude-sonnet-5.5      |
          compatible | gpt-image-1               | gpt-image-1            |
          openai    | never-heard-of             | never-heard-of         |
          """)
  void living_today_isTheModelOrItsReplacement(
      String platform, String model, String asked, @Nullable String warning) {
    LifeCycles.Living living = lifeCycles.living(platform, model, TODAY);

    assertThat(living.model()).isEqualTo(asked);
    assertThat(living.gone()).isFalse();
    assertThat(living.notices())
        .map(Notice::text)
        .isEqualTo(warning == null ? List.of() : List.of(warning));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-10, DEPRECATED, , ",
    "2026-11-11, DEPRECATED, 2026-11-11, 2026-12-11",
    "2026-12-10, DEPRECATED, 2026-11-11, 2026-12-11",
    "2026-12-11, RETIRED, 2026-11-11, ",
  })
  void living_shutdownAhead_isToldFromThirtyDaysBefore(
      LocalDate day, Status status, @Nullable LocalDate deprecated, @Nullable LocalDate sunset) {
    LifeCycles.Living gpt5 = lifeCycles.living("openai", "gpt-5", day);

    assertThat(lifeCycles.find("openai", "gpt-5").orElseThrow().statusOn(day)).isEqualTo(status);
    assertThat(gpt5.notices()).hasSize(deprecated == null ? 0 : 1);
    assertThat(gpt5.notices())
        .allSatisfy(notice -> {
          assertThat(notice.deprecatedOn()).isEqualTo(deprecated);
          assertThat(notice.sunsetOn()).isEqualTo(sunset);
        });
  }

  @Test
  void living_otherDayOnAzure_isItsOwn() {
    LocalDate between = LocalDate.of(2026, 12, 10);

    assertThat(lifeCycles.living("openai", "gpt-image-1.5", between).model())
        .isEqualTo("gpt-image-2.6-sunburst");
    assertThat(lifeCycles.living("azure", "gpt-image-1.5", between).model())
        .isEqualTo("gpt-image-1.5");
  }

  @Test
  void find_listedModelWithoutRow_isActive() {
    assertThat(lifeCycles.find("anthropic", "claude-haiku-4.5"))
        .hasValueSatisfying(life -> {
          assertThat(life.model()).isEqualTo("claude-haiku-4-5");
          assertThat(life.statusOn(TODAY)).isEqualTo(Status.ACTIVE);
        });
    assertThat(lifeCycles.find("openai", "never-heard-of")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-11-25", "2027-01-14", "2028-01-01"})
  void living_everyRow_endsAtALivingModel(LocalDate day) {
    for (Table.Row row : Table.read("lifecycle.csv", 6)) {
      for (String platform : row.parts(0, "\\|")) {
        for (String model : row.parts(1, "\\|")) {
          String asked = lifeCycles.living(platform, model, day).model();

          assertThat(lifeCycles.find(platform, asked))
              .as(model)
              .matches(life -> life.isEmpty() || life.get().statusOn(day) != Status.RETIRED);
          assertThat(asked)
              .as("what answers for %s must be known", model)
              .matches(name ->
                  name.equals(model)
                      || name.startsWith("gpt-image-")
                      || models.known(platform, name).isPresent());
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "openai,a,retired,,b,s\nopenai,b,retired,,a,s",
        "openai,a,retired,,a,s",
        "openai,a,gone,,b,s",
        "openai,a,retired,soon,b,s",
        "openai,a,retired,,b,s\nopenai,a,retired,,c,s",
      })
  void new_wrongTable_namesIt(String table) {
    assertThatThrownBy(() -> new LifeCycles(Table.parse("lifecycle.csv", table, 6), models))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("lifecycle.csv:");
  }

  @Test
  void living_chain_isWalkedToItsEnd() {
    LifeCycles chain =
        new LifeCycles(
            Table.parse("l.csv", "openai,a,retired,,b,s\nopenai,b,deprecated,2026-12-01,c,s", 6),
            models);

    assertThat(chain.living("openai", "a", TODAY).model()).isEqualTo("b");
    assertThat(texts(chain, "a", TODAY))
        .containsExactly(
            "The model a was retired; b answers.",
            "The model b will be shut down on 2026-12-01; change to c.");
    LocalDate later = LocalDate.of(2026, 12, 1);
    assertThat(chain.living("openai", "a", later).model()).isEqualTo("c");
    assertThat(texts(chain, "a", later)).containsExactly("The model a was retired; c answers.");
  }

  @Test
  void living_withoutLivingReplacement_isGone() {
    LifeCycles dead =
        new LifeCycles(
            Table.parse("l.csv", "openai,a,retired,2026-05-12,b,s\nopenai,b,retired,,,s", 6),
            models);

    assertThat(dead.living("openai", "a", TODAY).gone()).isTrue();
    assertThat(texts(dead, "a", TODAY))
        .containsExactly(
            "The model a was retired on 2026-05-12 and nothing replaces it; GET /v1/models lists"
                + " the models there are.");
    assertThat(dead.living("openai", "b", TODAY).gone()).isTrue();
  }

  private static List<String> texts(LifeCycles lifeCycles, String model, LocalDate day) {
    return lifeCycles.living("openai", model, day).notices().stream().map(Notice::text).toList();
  }
}
