package dev.llmapi.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.llmapi.catalog.LifeCycles.Living;
import dev.llmapi.catalog.Notice;
import dev.llmapi.model.FailureException;
import dev.llmapi.provider.Authorization;
import dev.llmapi.provider.Authorization.Scheme;
import dev.llmapi.provider.Deadlines;
import dev.llmapi.provider.Provider;
import dev.llmapi.provider.Provider.Quirks;
import dev.llmapi.provider.ProviderKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names that are retired, among those that are not. */
final class PlannerTest {

  private static final Notice REPLACED = new Notice("old is retired; new answers.", null, null);
  private static final Notice GONE = new Notice("dead is retired.", null, null);

  private final Planner planner =
      new Planner(
          Map.of("openai", provider("openai"), "wall", provider("wall")),
          Map.of("old-alias", List.of("wall/mine"), "both", List.of("openai/dead", "openai/old")),
          _ -> List.of("openai"),
          PlannerTest::living);

  private final Planner withOpenRouter =
      new Planner(
          Map.of(
              "openrouter", provider("openrouter"),
              "openai", provider("openai"),
              "wall", provider("wall")),
          Map.of(),
          _ -> List.of("openai"));

  private static Living living(Provider provider, String model) {
    return switch (provider.name() + "/" + model) {
      case "openai/old" -> new Living("new", List.of(REPLACED), false);
      case "openai/dead" -> new Living("dead", List.of(GONE), true);
      default -> Living.asIs(model);
    };
  }

  @Test
  void plan_retiredName_isWhatReplacesItWithANotice() {
    for (String name : List.of("old", "openai/old")) {
      Candidate candidate = planner.plan(name, Preferences.NONE).getFirst();

      assertThat(candidate.name()).isEqualTo("openai/new");
      assertThat(candidate.asked()).isEqualTo(name);
      assertThat(candidate.notices()).containsExactly(REPLACED);
    }
  }

  @Test
  void plan_nameAtAnotherProvider_isItsOwn() {
    assertThat(planner.plan("wall/old", Preferences.NONE))
        .map(Candidate::name)
        .containsExactly("wall/old");
  }

  @Test
  void plan_aliasOfTheOwner_comesBeforeTheTable() {
    Planner owners =
        new Planner(
            Map.of("openai", provider("openai"), "wall", provider("wall")),
            Map.of("old", List.of("wall/mine")),
            _ -> List.of("openai"),
            PlannerTest::living);
    Candidate candidate = owners.plan("old", Preferences.NONE).getFirst();

    assertThat(candidate.name()).isEqualTo("wall/mine");
    assertThat(candidate.asked()).isEqualTo("old");
    assertThat(candidate.notices()).isEmpty();
  }

  @Test
  void plan_nameWithoutReplacement_isNotFoundAndToldWhy() {
    FailureException thrown =
        catchThrowableOfType(
            FailureException.class, () -> planner.plan("openai/dead", Preferences.NONE));

    assertThat(thrown.failure().kind().status()).isEqualTo(404);
    assertThat(thrown.failure().kind().code()).isEqualTo("model_not_found");
    assertThat(thrown.failure().message()).isEqualTo(GONE.text());
  }

  @Test
  void plan_aliasOfWhatIsNotUp_isNotFoundAndToldWhatItStandsFor() {
    Planner alone =
        new Planner(
            Map.of("wall", provider("wall")),
            Map.of("smart", List.of("openai/gpt-5.4", "azure/gpt-5.4")),
            _ -> List.of());

    assertThat(
            catchThrowableOfType(
                    FailureException.class, () -> alone.plan("smart", Preferences.NONE))
                .failure()
                .message())
        .isEqualTo(
            "The alias 'smart' stands for openai/gpt-5.4, azure/gpt-5.4, which no provider has that"
                + " is up here; providers now: wall. GET /v1/models lists them.");
  }

  @Test
  void plan_oneOfSeveralIsGone_theOthersTellOfIt() {
    Candidate only = planner.plan("both", Preferences.NONE).getFirst();

    assertThat(only.name()).isEqualTo("openai/new");
    assertThat(only.asked()).isEqualTo("both");
    assertThat(only.notices()).containsExactly(GONE, REPLACED);
  }

  @Test
  void plan_retiredNameAndItsReplacement_areOneCandidate() {
    Preferences fallback =
        new Preferences(
            List.of("openai/new"), List.of(), Set.of(), Set.of(), true, false, List.of());

    assertThat(planner.plan("openai/old", fallback)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "openrouter/a, , deepinfra, openrouter/a",
    "openrouter/a, , openai, openrouter/a",
    "openrouter/a, wall/b, deepinfra, openrouter/a",
    "openrouter/a, wall/b, wall, wall/b",
    "openrouter/a, wall/b, openrouter, openrouter/a",
    "maker/a, , maker, openrouter/maker/a"
  })
  void plan_onlyAmongOpenRoutersProviders_isLeftToIt(
      String model, @Nullable String fallback, String only, String expected) {
    Preferences preferences =
        new Preferences(
            fallback == null ? List.of() : List.of(fallback),
            List.of(),
            Set.of(only),
            Set.of(),
            true,
            false,
            List.of());

    assertThat(withOpenRouter.plan(model, preferences))
        .map(Candidate::name)
        .containsExactly(expected);
  }

  @Test
  void plan_onlyAnUnknownProviderWithoutOpenRouter_isNotFound() {
    Preferences nobody =
        new Preferences(
            List.of(), List.of(), Set.of("deepinfra"), Set.of(), true, false, List.of());
    assertThat(
            catchThrowableOfType(FailureException.class, () -> planner.plan("wall/a", nobody))
                .failure()
                .param())
        .isEqualTo("provider");
  }

  private static Provider provider(String name) {
    return new Provider(
        name,
        ProviderKind.OPENAI,
        "https://host.invalid/v1",
        new Authorization(Scheme.NONE, Optional::empty),
        Map.of(),
        Deadlines.DEFAULT,
        call -> {
          throw new AssertionError("nobody is called");
        },
        new Quirks(name, Map.of(), Optional.empty()));
  }
}
