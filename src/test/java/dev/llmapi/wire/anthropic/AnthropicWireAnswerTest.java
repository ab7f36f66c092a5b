package dev.llmapi.wire.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.llmapi.model.ChatEvent;
import dev.llmapi.model.FailureException;
import dev.llmapi.model.FailureKind;
import dev.llmapi.model.FinishReason;
import dev.llmapi.model.Reasoning.Maker;
import dev.llmapi.model.Slice;
import dev.llmapi.model.Usage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnthropicWireAnswerTest {

  private static final ChatEvent STARTED =
      new ChatEvent.Started("msg_01XFDUDYJgAACzvnptvVoYEL", "claude-sonnet-5-5");

  @Test
  void readAnswer_text_isWhole() {
    assertThat(read("basic"))
        .containsExactly(
            STARTED,
            new ChatEvent.Text(0, "Hello!"),
            new ChatEvent.Finished(0, FinishReason.STOP),
            new ChatEvent.UsageReported(Usage.of(12, 5)));
  }

  @Test
  void readAnswer_tools_areCountedFromZero() {
    assertThat(read("tools"))
        .containsExactly(
            STARTED,
            new ChatEvent.Text(0, "I look."),
            new ChatEvent.ToolCallStarted(
                0, 0, "toolu_01A09q90qw90lq917835lq9", "get_weather", null),
            new ChatEvent.ToolCallArguments(0, 0, "{\"city\":\"Paris\",\"unit\":\"celsius\"}"),
            new ChatEvent.ToolCallStarted(0, 1, "toolu_02", "get_time", null),
            new ChatEvent.ToolCallArguments(0, 1, "{}"),
            new ChatEvent.Finished(0, FinishReason.TOOL_CALLS),
            new ChatEvent.UsageReported(Usage.of(90, 60)));
  }

  @Test
  void readAnswer_reasoning_keepsSignature() {
    assertThat(read("reasoning"))
        .containsExactly(
            STARTED,
            new ChatEvent.ReasoningText(0, "Primes below 100: 25.", Maker.ANTHROPIC),
            new ChatEvent.ReasoningSignature(0, "EqQBCgIYAhIM1gbcDa9GJwZA2b3h", Maker.ANTHROPIC),
            new ChatEvent.ReasoningEncrypted(0, "EmwKAhgBEgy3va3pzix", Maker.ANTHROPIC),
            new ChatEvent.Text(0, "25."),
            new ChatEvent.Finished(0, FinishReason.STOP),
            new ChatEvent.UsageReported(new Usage(20, 0, 0, 0, 80, 70, 0)));
  }

  @Test
  void readAnswer_cachedTokens_areInsideThePrompt() {
    assertThat(read("cached"))
        .endsWith(new ChatEvent.UsageReported(new Usage(1210, 1000, 200, 0, 3, 0, 0)));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"length,LENGTH", "stop,STOP", "context-exceeded,LENGTH", "refusal,CONTENT_FILTER"})
  void readAnswer_stopReason_isTranslated(String name, FinishReason reason) {
    assertThat(read(name)).contains(new ChatEvent.Finished(0, reason));
  }

  @Test
  void readAnswer_refusal_isExplained() {
    assertThat(read("refusal"))
        .contains(new ChatEvent.Refusal(0, "This request could enable cyber harm."));
  }

  @Test
  void readAnswer_answerTool_isTheText() {
    assertThat(read("json-schema"))
        .containsExactly(
            STARTED,
            new ChatEvent.Text(0, "{\"name\":\"Ada\",\"age\":36}"),
            new ChatEvent.Finished(0, FinishReason.STOP),
            new ChatEvent.UsageReported(Usage.of(300, 25)));
  }

  @Test
  void readAnswer_arguments_keepTheirDigits() {
    String body =
        """
        {"type":"message","content":[{"type":"tool_use","id":"t","name":"f",
         "input":{"n":12345678901234567890.10,"i":98765432109876543210}}],"stop_reason":"tool_use"}
        """;
    assertThat(read(Slice.utf8(body)))
        .contains(
            new ChatEvent.ToolCallArguments(
                0, 0, "{\"n\":12345678901234567890.10,\"i\":98765432109876543210}"));
  }

  @Test
  void readAnswer_nulls_areAbsent() {
    String body =
        """
        {"id":null,"model":null,"content":[{"type":"thinking","thinking":null,"signature":null}],
         "stop_reason":null,"usage":{"input_tokens":null}}\
        """;
    assertThat(read(Slice.utf8(body)))
        .containsExactly(
            new ChatEvent.Started(null, null),
            new ChatEvent.Finished(0, FinishReason.STOP),
            new ChatEvent.UsageReported(Usage.ZERO));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {"", "<html>", "{}", "[]", "{\"content\":\"text\"}", "{\"content\":[", "7"})
  void readAnswer_otherFormat_isBroken(String body) {
    assertThatExceptionOfType(FailureException.class)
        .isThrownBy(() -> read(Slice.utf8(body)))
        .satisfies(e -> assertThat(e.failure().kind()).isEqualTo(FailureKind.UPSTREAM_BROKEN));
  }

  @Test
  void readAnswer_errorWithStatus200_isThatError() {
    String body =
        "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"x\"}}";
    assertThatExceptionOfType(FailureException.class)
        .isThrownBy(() -> read(Slice.utf8(body)))
        .satisfies(e -> assertThat(e.failure().kind()).isEqualTo(FailureKind.OVERLOADED));
  }

  private static List<ChatEvent> read(String name) {
    return read(GoldenFiles.bytes("responses/anthropic/" + name + ".json"));
  }

  private static List<ChatEvent> read(Slice body) {
    List<ChatEvent> events = new ArrayList<>();
    new AnthropicWire().readAnswer(body, events::add);
    return events;
  }
}
