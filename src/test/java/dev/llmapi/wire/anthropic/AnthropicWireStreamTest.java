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
import dev.llmapi.wire.ByteSource;
import dev.llmapi.wire.ChatStreamReader;
import dev.llmapi.wire.sse.SseReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnthropicWireStreamTest {

  private static final int SEEDS = 20;

  private static final List<String> WHOLE_STREAMS =
      List.of(
          "stream-basic",
          "stream-tools",
          "stream-reasoning",
          "stream-cached",
          "stream-refusal",
          "stream-json-schema",
          "stream-no-end");

  private static final ChatEvent STARTED =
      new ChatEvent.Started("msg_01XFDUDYJgAACzvnptvVoYEL", "claude-sonnet-5-5");

  /** What came of a stream. */
  private record Told(List<ChatEvent> events, boolean complete) {}

  @Test
  void read_text_comesInPieces() {
    assertThat(read("stream-basic").events())
        .containsExactly(
            STARTED,
            new ChatEvent.UsageReported(Usage.of(12, 1)),
            new ChatEvent.Text(0, "Hel"),
            new ChatEvent.Text(0, "lo, wörld 🙂!"),
            new ChatEvent.Finished(0, FinishReason.STOP),
            new ChatEvent.UsageReported(Usage.of(12, 9)));
  }

  @Test
  void read_tools_areCountedApartFromBlocks() {
    assertThat(read("stream-tools").events())
        .containsExactly(
            STARTED,
            new ChatEvent.UsageReported(Usage.of(90, 1)),
            new ChatEvent.Text(0, "I look."),
            new ChatEvent.ToolCallStarted(
                0, 0, "toolu_01A09q90qw90lq917835lq9", "get_weather", null),
            new ChatEvent.ToolCallArguments(0, 0, "{\"city\":"),
            new ChatEvent.ToolCallArguments(0, 0, " \"Paris\"}"),
            new ChatEvent.ToolCallStarted(0, 1, "toolu_02", "get_time", null),
            new ChatEvent.ToolCallArguments(0, 1, "{}"),
            new ChatEvent.Finished(0, FinishReason.TOOL_CALLS),
            new ChatEvent.UsageReported(Usage.of(90, 60)));
  }

  @Test
  void read_reasoning_keepsSignature() {
    assertThat(read("stream-reasoning").events())
        .contains(
            new ChatEvent.ReasoningText(0, "Primes below ", Maker.ANTHROPIC),
            new ChatEvent.ReasoningSignature(0, "EqQBCgIYAhIM1gbcDa9GJwZA2b3h", Maker.ANTHROPIC),
            new ChatEvent.ReasoningEncrypted(0, "EmwKAhgBEgy3va3pzix", Maker.ANTHROPIC))
        .endsWith(new ChatEvent.UsageReported(new Usage(20, 0, 0, 0, 80, 70, 0)));
  }

  @Test
  void read_usage_isSetAndNotAdded() {
    assertThat(read("stream-cached").events())
        .endsWith(new ChatEvent.UsageReported(new Usage(1210, 1000, 200, 0, 3, 0, 0)));
  }

  @Test
  void read_refusalWithoutExplanation_saysSo() {
    assertThat(read("stream-refusal").events())
        .contains(
            new ChatEvent.Text(0, "To do so, "),
            new ChatEvent.Refusal(0, "The model declined to answer this request."),
            new ChatEvent.Finished(0, FinishReason.CONTENT_FILTER));
  }

  @Test
  void read_answerTool_isTheText() {
    assertThat(read("stream-json-schema").events())
        .contains(
            new ChatEvent.Text(0, "{\"name\":\"Ada\","),
            new ChatEvent.Text(0, "\"age\":36}"),
            new ChatEvent.Finished(0, FinishReason.STOP));
  }

  @Test
  void isComplete_withoutMessageStop_isForgiven() {
    assertThat(read("stream-no-end").complete()).isTrue();
  }

  @Test
  void isComplete_withoutStopReason_isFalse() {
    Told told = read("stream-cut");
    assertThat(told.complete()).isFalse();
    assertThat(told.events()).doesNotHaveAnyElementsOfTypes(ChatEvent.Finished.class);
  }

  @Test
  void read_errorEvent_isThatError() {
    assertThatExceptionOfType(FailureException.class)
        .isThrownBy(() -> read("stream-error"))
        .satisfies(e -> assertThat(e.failure().kind()).isEqualTo(FailureKind.OVERLOADED));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"{\"type\":\"content_block", "[DONE]", "{}"})
  void read_malformedEvent_isBroken(String data) {
    assertThatExceptionOfType(FailureException.class)
        .isThrownBy(
            () -> new AnthropicWire().newStreamReader().read(null, Slice.utf8(data), _ -> {}))
        .satisfies(e -> assertThat(e.failure().kind()).isEqualTo(FailureKind.UPSTREAM_BROKEN));
  }

  @Test
  void read_unknownEvents_areIgnored() {
    List<ChatEvent> events = new ArrayList<>();
    ChatStreamReader reader = new AnthropicWire().newStreamReader();
    reader.read("later", Slice.utf8("{\"type\":\"later_event\"}"), events::add);
    reader.read(
        "content_block_start",
        Slice.utf8("{\"index\":0,\"content_block\":{\"type\":\"server_tool_use\"}}"),
        events::add);
    reader.read(
        null,
        Slice.utf8(
            "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":"
                + "{\"type\":\"input_json_delta\",\"partial_json\":\"{\"}}"),
        events::add);
    assertThat(events).isEmpty();
  }

  @Test
  void read_callWithoutItsStop_isClosedAtTheEnd() {
    List<ChatEvent> events = new ArrayList<>();
    ChatStreamReader reader = new AnthropicWire().newStreamReader();
    reader.read(
        null,
        Slice.utf8(
            "{\"type\":\"content_block_start\",\"index\":3,\"content_block\":"
                + "{\"type\":\"tool_use\",\"id\":\"t\",\"name\":\"f\",\"input\":{\"a\":1}}}"),
        events::add);
    reader.read(null, Slice.utf8("{\"type\":\"message_stop\"}"), events::add);
    assertThat(events)
        .containsExactly(
            new ChatEvent.ToolCallStarted(0, 0, "t", "f", null),
            new ChatEvent.ToolCallArguments(0, 0, "{\"a\":1}"),
            new ChatEvent.Finished(0, FinishReason.TOOL_CALLS));
    assertThat(reader.isComplete()).isTrue();
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("seededStreams")
  void read_bytesCutAnywhere_tellTheSame(String name, int seed) {
    assertThat(read(name, new Random(seed))).isEqualTo(read(name));
  }

  static Stream<Arguments> seededStreams() {
    return WHOLE_STREAMS.stream()
        .flatMap(name ->
            Stream.iterate(0, seed -> seed + 1).limit(SEEDS).map(seed -> Arguments.of(name, seed)));
  }

  private static Told read(String name) {
    Slice body = GoldenFiles.bytes("responses/anthropic/" + name + ".sse");
    return read(new SseReader(inPieces(body, () -> Integer.MAX_VALUE)));
  }

  private static Told read(String name, RandomGenerator random) {
    Slice body = GoldenFiles.bytes("responses/anthropic/" + name + ".sse");
    return read(new SseReader(inPieces(body, () -> random.nextInt(1, 65))));
  }

  private static Told read(SseReader sse) {
    List<ChatEvent> events = new ArrayList<>();
    ChatStreamReader reader = new AnthropicWire().newStreamReader();
    while (sse.next()) {
      reader.read(sse.type(), sse.data(), events::add);
    }
    return new Told(events, reader.isComplete());
  }

  /** Gives the body in pieces of at most as many bytes as are said each time. */
  private static ByteSource inPieces(Slice body, IntSupplier bytes) {
    return new ByteSource() {
      private int at;

      @Override
      public int read(byte[] into, int offset, int length) {
        if (at == body.length()) {
          return -1;
        }
        int count = Math.min(Math.min(length, body.length() - at), bytes.getAsInt());
        System.arraycopy(body.array(), body.from() + at, into, offset, count);
        at += count;
        return count;
      }
    };
  }
}
