package dev.llmapi.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.llmapi.catalog.ParameterTable.Ruling;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParameterTableTest {

  private static final ParameterTable TABLE = ParameterTable.load();

  @ParameterizedTest
  @ValueSource(strings = {"anthropic", "gemini", "sandbox"})
  void rulings_translatedPlatform_nameEveryMemberOfOpenAi(String platform) {
    Map<String, Ruling> rulings = TABLE.rulings(platform, "some-model");

    assertThat(rulings).containsKeys(OpenAiMembers.ALL.toArray(String[]::new));
    assertThat(rulings.keySet())
        .containsAll(Arrays.stream(Parameter.values()).map(Parameter::wireName).toList());
    assertThat(rulings.get("*")).extracting(Ruling::support).isEqualTo(Support.DROPPED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"openai", "azure", "openrouter", "compatible"})
  void rulings_openAiWire_passOpenAisOwnOn(String platform) {
    Map<String, Ruling> rulings = TABLE.rulings(platform, "some-model");

    boolean knowsOtherParts = Set.of("openrouter", "compatible").contains(platform);
    assertThat(rulings)
        .allSatisfy((name, ruling) ->
            assertThat(ruling.support().passes())
                .as(name)
                .isEqualTo(
                    switch (name) {
                      case "transforms", "route", "plugins" -> platform.equals("openrouter");
                      case "messages.content.type" -> knowsOtherParts;
                      default -> true;
                    }));
    assertThat(rulings.get("*")).extracting(Ruling::support).isEqualTo(Support.HONOURED);
  }

  @Test
  void rulings_unknownPlatform_isRefused() {
    assertThatThrownBy(() -> TABLE.rulings("nowhere", "m"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("parameters.csv has no rows for platform nowhere");
  }

  @ParameterizedTest
  @CsvSource({
    "anthropic, claude-opus-4-6, temperature, TRANSLATED",
    "anthropic, claude-opus-4-6, top_p.beside_temperature, DROPPED",
    "anthropic, claude-haiku-4-5-20251001, top_k, TRANSLATED",
    "anthropic, claude-opus-4-7, temperature, DROPPED",
    "anthropic, claude-opus-4-8, top_k, DROPPED",
    "anthropic, claude-sonnet-5, top_p, DROPPED",
    "anthropic, claude-sonnet-5.5, temperature, DROPPED",
    "anthropic, claude-epos-9, temperature, DROPPED",
    "anthropic, claude-sonnet-4-20250514, temperature, TRANSLATED",
    "anthropic, claude-3-haiku-20240307, reasoning_effort, DROPPED",
    "anthropic, claude-3-7-sonnet-20250219, reasoning_effort, TRANSLATED",
    "anthropic, claude-fable-5, reasoning_effort.none, DROPPED",
    "anthropic, claude-opus-5, reasoning_effort.none, TRANSLATED",
    "anthropic, claude-opus-5, logprobs, REFUSED",
    "anthropic, claude-opus-5, service_tier.flex, DROPPED",
    "anthropic, claude-opus-5, messages.audio, REFUSED",
    "anthropic, claude-opus-4-1, tools.function.strict, DROPPED",
    "anthropic, claude-opus-4-5, tools.function.strict, TRANSLATED",
    "anthropic, claude-3-7-sonnet-20250219, reasoning_effort.beside_json_schema, DROPPED",
    "anthropic, claude-sonnet-4-6, reasoning_effort.beside_json_schema, TRANSLATED",
    "anthropic, claude-haiku-4-5, reasoning_effort.without_room, DROPPED",
    "anthropic, claude-opus-5.5, tool_choice.forced, REFUSED",
    "anthropic, claude-sonnet-5-5, tool_choice.forced, REFUSED",
    "anthropic, claude-fable-5-1, tool_choice.forced, REFUSED",
    "anthropic, claude-mythos-5-2, tool_choice.forced, REFUSED",
    "anthropic, claude-fable-5, tool_choice.forced, TRANSLATED",
    "anthropic, claude-fable-5-20260609, tool_choice.forced, TRANSLATED",
    "anthropic, claude-mythos-5, tool_choice.forced, TRANSLATED",
    "anthropic, claude-sonnet-5, tool_choice.forced, TRANSLATED",
    "anthropic, claude-opus-5, tool_choice.forced, TRANSLATED",
    "anthropic, claude-haiku-5-5, tool_choice.forced, TRANSLATED",
    "anthropic, claude-sonnet-4-5-20250929, tool_choice.forced, TRANSLATED",
    "gemini, gemini-3.8-flash, tools.function.strict, DROPPED",
    "gemini, gemini-3.8-flash, service_tier.flex, TRANSLATED",
    "gemini, gemini-2.0-flash, reasoning_effort, DROPPED",
    "gemini, gemini-2.5-flash, messages.content.image_url.detail, DROPPED",
    "gemini, gemini-3.1-flash-image, tools, REFUSED",
    "gemini, gemini-3.1-flash-image, modalities.image, TRANSLATED",
    "gemini, gemini-2.5-flash-image, reasoning_effort, DROPPED",
    "gemini, gemini-3-pro-image, reasoning_effort, TRANSLATED",
    "gemini, gemini-3.8-flash, modalities.image, REFUSED",
    "gemini, gemini-3.8-flash, logprobs, TRANSLATED",
    "gemini, gemini-9-ultra, tools, TRANSLATED",
    "openrouter, openai/gpt-5.4-image-2, tools, REFUSED",
    "openrouter, openai/gpt-5.4-image-2, temperature, DROPPED",
    "sandbox, image, modalities.image, HONOURED",
    "sandbox, chat, input_audio, REFUSED",
  })
  void rulings_knownFact_isInTheTable(
      String platform, String model, String parameter, Support expected) {
    assertThat(TABLE.rulings(platform, model).get(parameter))
        .extracting(Ruling::support)
        .isEqualTo(expected);
  }

  @Test
  void of_unknownSupport_namesTheLine() {
    List<Table.Row> rows = Table.parse("p.csv", "#\nopenai,*,n,tolerated,", 5);

    assertThatThrownBy(() -> ParameterTable.of(rows))
        .hasMessage("p.csv:2: \"tolerated\" is no kind of support");
  }

  @ParameterizedTest
  @ValueSource(strings = {"image_url", "tool_choice.forced"})
  void of_droppedWhatIsTheMeaning_isRefused(String parameter) {
    List<Table.Row> rows = Table.parse("p.csv", "openai,*,n|" + parameter + ",dropped,", 5);

    assertThatThrownBy(() -> ParameterTable.of(rows)).hasMessageContaining("refused, not dropped");
  }
}
