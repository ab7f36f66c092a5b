package dev.llmapi.wire.gemini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.llmapi.model.ChatEvent;
import dev.llmapi.model.FailureException;
import dev.llmapi.model.FailureKind;
import dev.llmapi.model.FinishReason;
import dev.llmapi.model.Slice;
import dev.llmapi.model.Usage;
import dev.llmapi.testing.Mutator;
import dev.llmapi.testing.Seeds;
import dev.llmapi.wire.ChatStreamReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class GeminiWireStreamStateTest {

  private final List<ChatEvent> events = new ArrayList<>();
  private final GeminiWire wire = new GeminiWire(() -> "call_made");
  private final ChatStreamReader reader = wire.newStreamReader();

  private void read(String data) {
    reader.read(null, Slice.utf8(data), events::add);
  }

  private static String candidate(String members) {
    return "{\"candidates\":[{" + members + "}]}";
  }

  @Test
  void isComplete_beforeAnything_isFalse() {
    assertThat(reader.isComplete()).isFalse();
    read(
        "{\"usageMetadata\":{\"promptTokenCount\":3},\"modelVersion\":\"g\",\"responseId\":\"r\"}");
    assertThat(reader.isComplete()).isFalse();
    assertThat(events)
        .containsExactly(
            new ChatEvent.Started("r", "g"), new ChatEvent.UsageReported(Usage.of(3, 0)));
  }

  @Test
  void isComplete_oneChoiceOpen_isFalse() {
    read(candidate("\"index\":1,\"content\":{\"parts\":[{\"text\":\"b\"}]}"));
    read(candidate("\"index\":0,\"finishReason\":\"STOP\""));
    assertThat(reader.isComplete()).isFalse();
    read(candidate("\"index\":1,\"finishReason\":\"MAX_TOKENS\""));
    assertThat(reader.isComplete()).isTrue();
    assertThat(events)
        .contains(
            new ChatEvent.Finished(0, FinishReason.STOP),
            new ChatEvent.Finished(1, FinishReason.LENGTH));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "\"FINISH_REASON_UNSPECIFIED\"", "7"})
  void isComplete_reasonThatIsNone_isFalse(String reason) {
    read(candidate("\"finishReason\":" + reason));
    assertThat(reader.isComplete()).isFalse();
  }

  @Test
  void read_reasonTwice_finishesOnce() {
    read(candidate("\"finishReason\":\"STOP\""));
    read(candidate("\"finishReason\":\"STOP\""));
    assertThat(events)
        .containsExactly(
            new ChatEvent.Started(null, null), new ChatEvent.Finished(0, FinishReason.STOP));
  }

  @Test
  void read_callsInSeveralEvents_areCountedOn() {
    read(candidate("\"content\":{\"parts\":[{\"functionCall\":{\"name\":\"f\"}}]}"));
    read(
        candidate(
            "\"content\":{\"parts\":[{\"functionCall\":{\"id\":\"x\",\"name\":\"g\",\"args\":{\"a\":1}},"
                + "\"thoughtSignature\":\"s\"}]},\"finishReason\":\"STOP\""));
    assertThat(events)
        .containsExactly(
            new ChatEvent.Started(null, null),
            new ChatEvent.ToolCallStarted(0, 0, "call_made", "f", null),
            new ChatEvent.ToolCallArguments(0, 0, "{}"),
            new ChatEvent.ToolCallStarted(0, 1, "x", "g", "s"),
            new ChatEvent.ToolCallArguments(0, 1, "{\"a\":1}"),
            new ChatEvent.Finished(0, FinishReason.TOOL_CALLS));
  }

  @Test
  void read_blockedPrompt_isAFailure() {
    assertThatExceptionOfType(FailureException.class)
        .isThrownBy(() -> read("{\"promptFeedback\":{\"blockReason\":\"say \\\"secret\\\"\"}}"))
        .withMessage("The provider blocked the prompt: no reason given.")
        .satisfies(e -> assertThat(e.failure().kind()).isEqualTo(FailureKind.CONTENT_POLICY));
  }

  @Test
  void read_blockedInMidStream_endsTheOpenChoices() {
    read(candidate("\"content\":{\"parts\":[{\"text\":\"a\"}]}"));
    read("{\"promptFeedback\":{\"blockReason\":\"SAFETY\"}}");
    assertThat(events).endsWith(new ChatEvent.Finished(0, FinishReason.CONTENT_FILTER));
    assertThat(reader.isComplete()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"error":{"code":429,"message":"m","status":"RESOURCE_EXHAUSTED"}} | RATE_LIMITED
          {"error":{"code":503,"message":"m","status":"UNAVAILABLE"}} | OVERLOADED
          {"error":{"message":"m"}} | UPSTREAM_ERROR
          {"error":"m"} | UPSTREAM_ERROR
          """)
  void read_errorInMidStream_isThrown(String data, FailureKind expected) {
    read(candidate("\"content\":{\"parts\":[{\"text\":\"a\"}]}"));
    assertThatExceptionOfType(FailureException.class)
        .isThrownBy(() -> read(data))
        .satisfies(e -> assertThat(e.failure().kind()).isEqualTo(expected));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[DONE]", "[]", "{", "{}{}", "null", "{\"candidates\":[{]}"})
  void read_notOneObject_isBroken(String data) {
    assertThatExceptionOfType(FailureException.class)
        .isThrownBy(() -> read(data))
        .satisfies(e -> assertThat(e.failure().kind()).isEqualTo(FailureKind.UPSTREAM_BROKEN));
  }

  @Test
  void read_imageWithEscapedSlash_isUnescaped() {
    read(image("AA\\/\\u002bBB="));
    assertThat(events).contains(new ChatEvent.Image(0, "image/png", Slice.utf8("AA/+BB=")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"AA\\\"B", "AA\\\\B", "AA\\nB", "\\u00e9", "\\u4e2d"})
  void read_imageThatIsNoBase64_isBroken(String data) {
    assertThatExceptionOfType(FailureException.class)
        .isThrownBy(() -> read(image(data)))
        .satisfies(e -> assertThat(e.failure().kind()).isEqualTo(FailureKind.UPSTREAM_BROKEN));
  }

  private static String image(String data) {
    return candidate(
        "\"content\":{\"parts\":[{\"inlineData\":{\"mimeType\":\"image/png\",\"data\":\""
            + data
            + "\"}}]}");
  }

  static IntStream seeds() {
    return Seeds.all();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void read_damagedEvent_isReadOrAFailure(int seed) {
    String event =
        """
        {"candidates": [{"content": {"role": "model", "parts": [{"text": "a", "thought": true},
           {"inlineData": {"mimeType": "image/png", "data": "AA\\/="}},
           {"functionCall": {"id": "1", "name": "f", "args": {"a": [1, null]}}, "thoughtSignature": "s"}]},
          "logprobsResult": {"chosenCandidates": [{"token": "a", "logProbability": -0.1}],
            "topCandidates": [{"candidates": [{"token": "b", "logProbability": -1}]}]},
          "finishReason": "STOP", "index": 0}],
         "promptFeedback": {"blockReason": null}, "usageMetadata": {"promptTokenCount": 1,
           "candidatesTokensDetails": [{"modality": "IMAGE", "tokenCount": 2}]}, "responseId": "r"}
        """;
    Random random = new Random(seed);
    for (int round = 0; round < 20; round++) {
      Slice damaged = Slice.of(Mutator.damaged(event, random));
      try {
        wire.newStreamReader().read(null, damaged, events::add);
      } catch (FailureException e) {
        assertThat(e.failure().message()).isNotBlank();
      }
      assertThat(wire.readError(500, damaged).message()).isNotBlank();
    }
    assertThat(events).isNotEmpty();
  }
}
