package dev.llmapi.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.llmapi.model.ChatRequest;
import dev.llmapi.model.Failure;
import dev.llmapi.model.FailureKind;
import dev.llmapi.model.ImageSource;
import dev.llmapi.model.Members;
import dev.llmapi.model.Message;
import dev.llmapi.model.Output;
import dev.llmapi.model.Part;
import dev.llmapi.model.ReasoningEffort;
import dev.llmapi.model.ResponseFormat;
import dev.llmapi.model.Sampling;
import dev.llmapi.model.Slice;
import dev.llmapi.model.Tool;
import dev.llmapi.model.ToolChoice;
import dev.llmapi.model.Tooling;
import dev.llmapi.wire.openai.ChatRequestReader;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FittingTest {

  private static final String CLAUDE = "claude-opus-5";
  private static final String GEMINI = "gemini-3.8-flash";
  private static final Tooling ONE_TOOL =
      new Tooling(List.of(new Tool.Function("f", null, null, null)), new ToolChoice.Auto(), true);

  private final Fitting fitting = new Fitting();

  @Test
  void fit_plainRequestAtOpenAi_isTheRequestItself() {
    ChatRequest request = ask("hi").withSampling(temperature(0.7));

    assertThat(fitted(request, "openai", "gpt-6-sol").request()).isSameAs(request);
  }

  @Test
  void fit_temperatureAtNewClaude_isDroppedAndTold() {
    ChatRequest request = ask("hi", "temperature", "0.7").withSampling(temperature(0.7));

    Fit.Fitted fit = fitted(request, "anthropic", CLAUDE);

    assertThat(fit.dropped()).containsExactly("temperature");
    assertThat(fit.request().sampling()).isEqualTo(Sampling.DEFAULT);
    assertThat(fit.request().members().find("temperature")).isEmpty();
    assertThat(fit.request().messages()).isEqualTo(request.messages());
  }

  @Test
  void fit_temperatureAtOlderClaude_goesOn() {
    Fit.Fitted fit =
        fitted(ask("hi").withSampling(temperature(0.7)), "anthropic", "claude-sonnet-4-6");

    assertThat(fit.dropped()).isEmpty();
    assertThat(fit.request().sampling().temperature()).isEqualTo(0.7);
  }

  @Test
  void fit_defaultTemperatureAtNewClaude_isTakenOutUntold() {
    Fit.Fitted fit = fitted(ask("hi").withSampling(temperature(1)), "anthropic", CLAUDE);

    assertThat(fit.dropped()).isEmpty();
    assertThat(fit.request().sampling().temperature()).isNull();
  }

  @Test
  void fit_temperatureAndTopPAtClaudeOfOneOfThem_keepsTheTemperature() {
    Sampling both = new Sampling(null, 0.7, 0.9, null, null, null, null, List.of(), 1, false, null);

    Fit.Fitted fit = fitted(ask("hi").withSampling(both), "anthropic", "claude-haiku-4-5");

    assertThat(fit.dropped()).containsExactly("top_p");
    assertThat(fit.request().sampling().temperature()).isEqualTo(0.7);
    assertThat(fit.request().sampling().topP()).isNull();
  }

  @Test
  void fit_seedAndPenaltiesAtClaude_areDropped() {
    Sampling sampling =
        new Sampling(100, null, null, null, 0.5, 0.0, 7L, List.of("X"), 1, false, null);

    Fit.Fitted fit = fitted(ask("hi").withSampling(sampling), "anthropic", CLAUDE);

    assertThat(fit.dropped()).containsExactly("presence_penalty", "seed");
    assertThat(fit.request().sampling())
        .isEqualTo(
            new Sampling(100, null, null, null, null, null, null, List.of("X"), 1, false, null));
  }

  @Test
  void fit_severalChoicesAtClaude_isRefused() {
    Sampling two =
        new Sampling(null, null, null, null, null, null, null, List.of(), 2, false, null);

    Failure failure = unfit(ask("hi").withSampling(two), "anthropic", CLAUDE);

    assertThat(failure.kind()).isEqualTo(FailureKind.UNSUPPORTED_PARAMETER);
    assertThat(failure.param()).isEqualTo("n");
    assertThat(failure.message())
        .isEqualTo(
            "'n' is not supported by claude-opus-5 (anthropic): the Messages API gives one answer"
                + " a call. Leave it out, or choose another model.");
  }

  @Test
  void fit_logprobsAtClaude_isRefused() {
    Sampling logprobs =
        new Sampling(null, null, null, null, null, null, null, List.of(), 1, true, 3);

    assertThat(unfit(ask("hi").withSampling(logprobs), "anthropic", CLAUDE).param())
        .isEqualTo("logprobs");
    assertThat(fitted(ask("hi").withSampling(logprobs), "gemini", GEMINI).dropped()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "prediction, '{\"type\":\"content\"}'",
    "store, true",
    "metadata, '{\"a\":\"b\"}'",
    "web_search_options, '{\"x\":1}'",
    "prompt_cache_key, '\"k\"'",
    "min_p, 0.1",
    "enable_thinking, false",
  })
  void fit_memberThatClaudeDoesNotKnow_isDroppedAndTold(String member, String value) {
    Fit.Fitted fit = fitted(ask("hi", member, value), "anthropic", CLAUDE);

    assertThat(fit.dropped()).containsExactly(member);
    assertThat(fit.request().members().find(member)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "store, false",
    "prediction, null",
    "metadata, {}",
    "logit_bias, {}",
    "anything, null",
    "llmapi, '{\"tags\":[]}'",
    "models, '[\"a/b\"]'",
    "provider, '{\"sort\":\"price\"}'",
    "usage, '{\"include\":true}'",
    "stream_options, '{\"include_usage\":true}'",
    "max_tokens, 10",
    "functions, '[{\"name\":\"f\"}]'",
  })
  void fit_memberThatSaysNothingOrIsTheGateways_isNotTold(String member, String value) {
    assertThat(fitted(ask("hi", member, value), "anthropic", CLAUDE).dropped()).isEmpty();
  }

  @Test
  void fit_logitBiasAtClaude_isRefused() {
    assertThat(unfit(ask("hi", "logit_bias", "{\"50256\":-100}"), "anthropic", CLAUDE).param())
        .isEqualTo("logit_bias");
  }

  @ParameterizedTest
  @ValueSource(strings = {"openai", "azure", "compatible", "openrouter"})
  void fit_unknownMemberAtOpenAisWire_goesOn(String platform) {
    ChatRequest request = ask("hi", "enable_thinking", "false");

    assertThat(fitted(request, platform, "m").request().members().find("enable_thinking"))
        .isPresent();
  }

  @Test
  void fit_toolsAtImageModel_isRefused() {
    ChatRequest request = ask("hi").withTooling(ONE_TOOL);

    assertThat(unfit(request, "gemini", "gemini-3.1-flash-image").param()).isEqualTo("tools");
    assertThat(unfit(request, "openrouter", "openai/gpt-5.4-image-2").param()).isEqualTo("tools");
    assertThat(fitted(request, "gemini", GEMINI).request().tooling()).isEqualTo(ONE_TOOL);
  }

  @Test
  void fit_emptyToolsAtImageModel_areTakenOut() {
    Fit.Fitted fit = fitted(ask("hi", "tools", "[]"), "openrouter", "openai/gpt-5.4-image-2");

    assertThat(fit.dropped()).isEmpty();
    assertThat(fit.request().members().find("tools")).isEmpty();
  }

  @Test
  void fit_customTool_isRefusedOffOpenAisWire() {
    ChatRequest request =
        ask("hi")
            .withTooling(new Tooling(List.of(new Tool.Custom("sql")), new ToolChoice.Auto(), true));

    Failure failure = unfit(request, "anthropic", CLAUDE);

    assertThat(failure.param()).isEqualTo("tools");
    assertThat(failure.message()).startsWith("'tool.custom' is not supported by claude-opus-5");
    assertThat(fitted(request, "openai", "gpt-6-sol").dropped()).isEmpty();
  }

  @Test
  void fit_parallelCallsForbiddenAtGemini_isDropped() {
    Tooling oneAtATime = new Tooling(ONE_TOOL.tools(), ONE_TOOL.choice(), false);

    Fit.Fitted fit = fitted(ask("hi").withTooling(oneAtATime), "gemini", GEMINI);

    assertThat(fit.dropped()).containsExactly("parallel_tool_calls");
    assertThat(fit.request().tooling()).isEqualTo(ONE_TOOL);
  }

  @Test
  void fit_forcedCallAtClaudeThatChoosesItself_isRefused() {
    for (ToolChoice forced :
        List.of(
            new ToolChoice.Required(),
            new ToolChoice.Named("f"),
            new ToolChoice.Allowed(true, List.of("f")))) {
      ChatRequest request = ask("hi").withTooling(new Tooling(ONE_TOOL.tools(), forced, true));

      Failure failure = unfit(request, "anthropic", "claude-opus-5-5");

      assertThat(failure.kind()).isEqualTo(FailureKind.UNSUPPORTED_PARAMETER);
      assertThat(failure.param()).isEqualTo("tool_choice");
      assertThat(failure.message())
          .startsWith("'tool_choice.forced' is not supported by claude-opus-5-5");
      assertThat(fitted(request, "anthropic", CLAUDE).request()).isEqualTo(request);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"claude-opus-5-5", "claude-sonnet-5-5", "claude-fable-5-1"})
  void fit_unforcedChoiceAtClaudeThatChoosesItself_goesOn(String model) {
    for (ToolChoice free :
        List.of(
            new ToolChoice.Auto(),
            new ToolChoice.None(),
            new ToolChoice.Allowed(false, List.of("f")))) {
      ChatRequest request = ask("hi").withTooling(new Tooling(ONE_TOOL.tools(), free, true));

      assertThat(fitted(request, "anthropic", model).request()).isEqualTo(request);
    }
  }

  @Test
  void fit_jsonModeAtImageModel_isRefused() {
    ChatRequest request =
        ask("hi").withOutput(output(new ResponseFormat.JsonObject(), false, null));

    Failure failure = unfit(request, "gemini", "gemini-3-pro-image");

    assertThat(failure.param()).isEqualTo("response_format");
    assertThat(fitted(request, "anthropic", CLAUDE).request()).isEqualTo(request);
  }

  @Test
  void fit_imageWantedFromTextModel_isRefused() {
    ChatRequest request = ask("hi").withOutput(output(new ResponseFormat.Text(), true, null));

    assertThat(unfit(request, "anthropic", CLAUDE).param()).isEqualTo("modalities");
    assertThat(unfit(request, "gemini", GEMINI).message()).contains("it makes no images");
    assertThat(fitted(request, "sandbox", "image").dropped()).isEmpty();
    assertThat(fitted(request, "gemini", "gemini-3-pro-image").dropped()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"[\"text\", \"audio\"]", "[\"text\", \"\\u0061udio\"]"})
  void fit_soundWanted_isRefusedOffOpenAisWire(String modalities) {
    ChatRequest request = read("\"modalities\":" + modalities);

    assertThat(unfit(request, "gemini", GEMINI).param()).isEqualTo("modalities");
    assertThat(fitted(request, "openai", "gpt-6-sol").dropped()).isEmpty();
  }

  @Test
  void fit_soundSentIn_isRefusedWithItsPlace() {
    ChatRequest request =
        ask("hi")
            .withMessages(
                List.of(
                    new Message.User(List.of(new Part.Text("hi")), null),
                    new Message.User(
                        List.of(new Part.Text("what is this?"), new Part.Audio(Slice.EMPTY, "wav")),
                        null)));

    Failure failure = unfit(request, "anthropic", CLAUDE);

    assertThat(failure.param()).isEqualTo("messages[1].content[1]");
    assertThat(failure.message())
        .startsWith("'input_audio' in messages[1].content[1] is not supported by");
    assertThat(fitted(request, "gemini", GEMINI).dropped()).isEmpty();
  }

  @Test
  void fit_partOfAnotherType_goesOnToHostsThatMayKnowIt() {
    Part video = new Part.Other("video_url");
    ChatRequest request = ask("hi").withMessages(List.of(new Message.User(List.of(video), null)));

    for (String platform : List.of("compatible", "openrouter")) {
      assertThat(fitted(request, platform, "m").dropped()).isEmpty();
    }
    for (String platform : List.of("openai", "azure", "anthropic", "gemini", "sandbox")) {
      assertThat(unfit(request, platform, "m").param()).isEqualTo("messages[0].content[0]");
    }
  }

  @Test
  void fit_imageSentIn_goesOnEverywhere() {
    Part image = new Part.Image(new ImageSource.Remote("https://e.x/a.png"), Part.Detail.AUTO);
    ChatRequest request = ask("hi").withMessages(List.of(new Message.User(List.of(image), null)));

    for (String platform : List.of("openai", "anthropic", "gemini", "sandbox")) {
      assertThat(fitted(request, platform, "m").request().messages()).isEqualTo(request.messages());
    }
  }

  @Test
  void fit_document_isRefusedWhereItCannotBeRead() {
    Part file = new Part.File("a.pdf", "file-1", null);
    ChatRequest request = ask("hi").withMessages(List.of(new Message.User(List.of(file), null)));

    assertThat(unfit(request, "sandbox", "chat").param()).isEqualTo("messages[0].content[0]");
    assertThat(fitted(request, "anthropic", CLAUDE).dropped()).isEmpty();
  }

  @Test
  void fit_samplingOfAClaudeThatIsToThink_isDropped() {
    Sampling sampling =
        new Sampling(null, 0.7, 0.9, 40, null, null, null, List.of(), 1, false, null);
    ChatRequest request = ask("hi").withSampling(sampling);
    Output thinking = output(new ResponseFormat.Text(), false, ReasoningEffort.HIGH);

    Fit.Fitted fit = fitted(request.withOutput(thinking), "anthropic", "claude-sonnet-4-6");

    assertThat(fit.dropped()).containsExactly("top_p", "temperature", "top_k");
    assertThat(fit.request().sampling()).isEqualTo(Sampling.DEFAULT);
    assertThat(fit.request().output()).isEqualTo(thinking);
    assertThat(fitted(request, "anthropic", "claude-sonnet-4-6").dropped())
        .containsExactly("top_p");
  }

  @Test
  void fit_noReasoningAtModelThatAlwaysThinks_isToldAndLeftToTheWire() {
    ChatRequest request =
        ask("hi").withOutput(output(new ResponseFormat.Text(), false, ReasoningEffort.NONE));

    Fit.Fitted fit = fitted(request, "anthropic", "claude-fable-5");

    assertThat(fit.dropped()).containsExactly("reasoning_effort");
    assertThat(fit.request().output().reasoningEffort()).isEqualTo(ReasoningEffort.NONE);
    assertThat(fitted(request, "anthropic", CLAUDE).request()).isEqualTo(request);
  }

  @Test
  void fit_userAtGemini_isDroppedByTheNameThatWasSent() {
    Fit.Fitted fit = fitted(ask("hi", "safety_identifier", "\"u-1\""), "gemini", GEMINI);

    assertThat(fit.dropped()).containsExactly("safety_identifier");
    assertThat(fit.request().user()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "5f0c1a4e-0000-4000-8000-000000000000, true",
    "ada, true",
    "ada@example.com, false",
    "+49 30 123456, false",
    "' ', false",
  })
  void fit_userAtClaude_goesOnUnlessPersonal(String user, boolean goes) {
    ChatRequest request = read("\"user\":\"" + user + "\"");

    Fit.Fitted fit = fitted(request, "anthropic", CLAUDE);

    assertThat(fit.dropped()).isEqualTo(goes ? List.of() : List.of("user"));
    assertThat(fit.request().user()).isEqualTo(goes ? user : null);
  }

  @Test
  void fit_nestedMemberRequired_isRefusedWithItsPlace() {
    ChatRequest request =
        read("\"messages\":[{\"role\":\"user\",\"content\":\"hi\",\"name\":\"ann\"}]");

    assertThat(fitting.fit(request, "gemini", GEMINI, true))
        .isInstanceOfSatisfying(
            Fit.Unfit.class,
            unfit -> {
              assertThat(unfit.failure().param()).isEqualTo("messages[0].name");
              assertThat(unfit.failure().message())
                  .startsWith("'messages.name' in messages[0].name is not supported by");
            });
  }

  @Test
  void fit_nestedMemberAtTheSandbox_leavesTheWholeInTheBody() {
    ChatRequest request = read("\"messages\":[{\"role\":\"user\",\"content\":\"hi\",\"later\":1}]");

    Fit.Fitted fit = fitted(request, "sandbox", "chat");

    assertThat(fit.dropped()).containsExactly("messages.later");
    assertThat(fit.request().members().find("messages")).isPresent();
  }

  @Test
  void fit_parametersRequired_refusesWhatWouldBeDropped() {
    ChatRequest request = ask("hi").withSampling(temperature(0.7));

    assertThat(fitting.fit(request, "anthropic", CLAUDE, true))
        .isInstanceOfSatisfying(
            Fit.Unfit.class, unfit -> assertThat(unfit.failure().param()).isEqualTo("temperature"));
    assertThat(fitting.fit(request, "openai", "gpt-6-sol", true)).isInstanceOf(Fit.Fitted.class);
  }

  @Test
  void fit_unknownPlatform_isRefused() {
    assertThatThrownBy(() -> fitting.fit(ask("hi"), "nowhere", "m"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private Fit.Fitted fitted(ChatRequest request, String platform, String model) {
    return switch (fitting.fit(request, platform, model)) {
      case Fit.Fitted fitted -> fitted;
      case Fit.Unfit unfit -> throw new AssertionError(unfit.failure().message());
    };
  }

  private Failure unfit(ChatRequest request, String platform, String model) {
    return switch (fitting.fit(request, platform, model)) {
      case Fit.Fitted fitted -> throw new AssertionError("fits, without " + fitted.dropped());
      case Fit.Unfit unfit -> unfit.failure();
    };
  }

  /** A request as a client writes it, with these members. */
  private static ChatRequest read(String members) {
    String messages =
        members.contains("\"messages\"")
            ? ""
            : "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}],";
    return ChatRequestReader.read(Slice.utf8("{\"model\":\"m\"," + messages + members + "}"));
  }

  private static ChatRequest ask(String text) {
    return ask(text, Members.NONE);
  }

  /** A request whose body holds one member besides. */
  private static ChatRequest ask(String text, String member, String value) {
    String name = "{\"" + member + "\":";
    Slice body = Slice.utf8(name + value + "}");
    Members.Member at =
        new Members.Member(member, 1, name.length(), name.length() + Slice.utf8(value).length());
    return ask(text, new Members(body, List.of(at)));
  }

  private static ChatRequest ask(String text, Members members) {
    return new ChatRequest(
        "m",
        List.of(new Message.User(List.of(new Part.Text(text)), null)),
        Sampling.DEFAULT,
        Tooling.NONE,
        Output.DEFAULT,
        false,
        false,
        null,
        null,
        members);
  }

  private static Sampling temperature(double value) {
    return new Sampling(null, value, null, null, null, null, null, List.of(), 1, false, null);
  }

  private static Output output(
      ResponseFormat format,
      boolean images,
      @org.jspecify.annotations.Nullable ReasoningEffort effort) {
    return new Output(format, true, images, Map.of(), effort, null, false, null);
  }
}
