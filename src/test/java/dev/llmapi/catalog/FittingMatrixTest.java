package dev.llmapi.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmapi.model.ChatRequest;
import dev.llmapi.model.Slice;
import dev.llmapi.wire.openai.ChatRequestReader;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of each parameter, given with a value that says something, on each platform. */
class FittingMatrixTest {

  private static final String TOOL =
      "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}]";

  /** Parameter, JSON of a value, what else it needs; Anthropic, Gemini, sandbox. */
  private static final String MATRIX =
      """
      audio                  | {"voice":"alloy","format":"wav"}   |      | dropped | dropped | dropped
      frequency_penalty      | 1                                  |      | dropped | kept    | dropped
      functions              | [{"name":"f"}]                     |      | kept    | kept    | kept
      function_call          | {"name":"f"}                       | TOOL | kept    | kept    | kept
      logit_bias             | {"50256":-100}                     |      | refused | refused | dropped
      logprobs               | true                               |      | refused | kept    | kept
      max_completion_tokens  | 5                                  |      | kept    | kept    | kept
      max_tokens             | 5                                  |      | kept    | kept    | kept
      metadata               | {"a":"b"}                          |      | dropped | dropped | kept
      modalities             | ["text","audio"]                   |      | refused | refused | refused
      moderation             | {"model":"m"}                      |      | dropped | dropped | dropped
      n                      | 2                                  |      | refused | kept    | kept
      parallel_tool_calls    | false                              | TOOL | kept    | dropped | kept
      prediction             | {"type":"content","content":"x"}   |      | dropped | dropped | dropped
      presence_penalty       | 1                                  |      | dropped | kept    | dropped
      prompt_cache_key       | "k"                                |      | dropped | dropped | kept
      prompt_cache_options   | {"ttl":"1h"}                       |      | dropped | dropped | kept
      prompt_cache_retention | "24h"                              |      | dropped | dropped | kept
      reasoning_effort       | "low"                              |      | kept    | kept    | kept
      response_format        | {"type":"json_object"}             |      | kept    | kept    | kept
      safety_identifier      | "s"                                |      | kept    | dropped | kept
      seed                   | 1                                  |      | dropped | kept    | kept
      service_tier           | "flex"                             |      | dropped | kept    | kept
      stop                   | "x"                                |      | kept    | kept    | kept
      store                  | true                               |      | dropped | dropped | kept
      stream                 | true                               |      | kept    | kept    | kept
      stream_options         | {"include_usage":true}             |      | kept    | kept    | kept
      temperature            | 0.5                                |      | dropped | kept    | dropped
      tool_choice            | "required"                         | TOOL | kept    | kept    | kept
      tools                  | [{"type":"function","function":{"name":"f"}}] | | kept | kept  | kept
      top_logprobs           | 5                                  |      | refused | refused | kept
      top_p                  | 0.5                                |      | dropped | kept    | dropped
      user                   | "u"                                |      | kept    | dropped | kept
      verbosity              | "low"                              |      | dropped | dropped | dropped
      web_search_options     | {"search_context_size":"low"}      |      | dropped | dropped | dropped
      plugins                | [{"id":"web"}]                     |      | dropped | dropped | dropped
      include_reasoning      | true                               |      | kept    | kept    | dropped
      later                  | 1                                  |      | dropped | dropped | dropped
      """;

  private final Fitting fitting = new Fitting();

  record Row(String name, String value, String more, List<String> expected) {

    static Row of(String line) {
      List<String> cells = Stream.of(line.split("\\|")).map(String::strip).toList();
      return new Row(cells.get(0), cells.get(1), cells.get(2), cells.subList(3, 6));
    }

    ChatRequest request() {
      return ChatRequestReader.read(
          Slice.utf8(
              "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}],\"%s\":%s%s}"
                  .formatted(name, value, more.isEmpty() ? "" : "," + TOOL)));
    }
  }

  private static Stream<Row> rows() {
    return MATRIX.lines().map(Row::of);
  }

  static Stream<Arguments> translated() {
    return rows()
        .flatMap(row ->
            Stream.of(
                Arguments.of(row.name(), "anthropic", "claude-opus-5", row, row.expected().get(0)),
                Arguments.of(row.name(), "gemini", "gemini-3.8-flash", row, row.expected().get(1)),
                Arguments.of(row.name(), "sandbox", "chat", row, row.expected().get(2))));
  }

  @ParameterizedTest(name = "{0} at {1}")
  @MethodSource("translated")
  void fit_translatedPlatform_doesAsTheMatrixSays(
      String name, String platform, String model, Row row, String expected) {
    ChatRequest request = row.request();

    String outcome =
        switch (fitting.fit(request, platform, model)) {
          case Fit.Unfit unfit -> {
            assertThat(unfit.failure().param()).isEqualTo(name);
            assertThat(unfit.failure().kind().status()).isEqualTo(400);
            yield "refused";
          }
          case Fit.Fitted fitted when fitted.dropped().isEmpty() -> {
            assertThat(fitted.request()).isEqualTo(request);
            yield "kept";
          }
          case Fit.Fitted fitted -> {
            assertThat(fitted.dropped()).containsExactly(name);
            assertThat(fitted.request().members().find(name)).isEmpty();
            yield "dropped";
          }
        };
    assertThat(outcome).isEqualTo(expected);
  }

  static Stream<Arguments> passedOn() {
    return rows()
        .flatMap(row ->
            Stream.of("openai", "azure", "openrouter", "compatible")
                .map(platform -> Arguments.of(row.name(), platform, row)));
  }

  @ParameterizedTest(name = "{0} at {1}")
  @MethodSource("passedOn")
  void fit_openAisWire_keepsAllButOpenRoutersOwn(String name, String platform, Row row) {
    ChatRequest request = row.request();
    boolean goes = !name.equals("plugins") || platform.equals("openrouter");

    assertThat(fitting.fit(request, platform, "some-model"))
        .isInstanceOfSatisfying(
            Fit.Fitted.class,
            fitted -> assertThat(fitted.dropped()).isEqualTo(goes ? List.of() : List.of(name)));
  }

  @Test
  void matrix_nameEveryMemberOfOpenAis_butWhatEveryRequestHas() {
    Set<String> named = rows().map(Row::name).collect(Collectors.toSet());

    assertThat(OpenAiMembers.ALL)
        .allMatch(name -> named.contains(name) || Set.of("model", "messages").contains(name));
  }
}
