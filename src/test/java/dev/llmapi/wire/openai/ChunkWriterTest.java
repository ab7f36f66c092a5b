package dev.llmapi.wire.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmapi.model.Body;
import dev.llmapi.model.ChatEvent;
import dev.llmapi.model.FinishReason;
import dev.llmapi.model.RawJson;
import dev.llmapi.model.Reasoning;
import dev.llmapi.model.Slice;
import dev.llmapi.model.Usage;
import dev.llmapi.wire.json.Json;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ChunkWriterTest {

  private static final AnswerHead HEAD = new AnswerHead("chatcmpl-1", 1763000000, "gpt-x");
  private static final RawJson RECEIPT = RawJson.of("{\"provider\":\"p\"}");

  private final ChunkWriter writer = new ChunkWriter(HEAD, false);

  static Stream<Arguments> deltas() {
    ChunkWriter writer = new ChunkWriter(HEAD, false);
    return Stream.of(
        Arguments.of("role", writer.role(0), "{\"role\":\"assistant\",\"content\":\"\"}"),
        Arguments.of("text", writer.text(0, "a\n\"🙂"), "{\"content\":\"a\\n\\\"🙂\"}"),
        Arguments.of("refusal", writer.refusal(0, "no"), "{\"refusal\":\"no\"}"),
        Arguments.of(
            "reasoning",
            writer.reasoning(0, new Reasoning.Text("hm", null, Reasoning.Maker.UNTOLD)),
            "{\"reasoning\":\"hm\",\"reasoning_details\":[{\"type\":\"reasoning.text\",\"text\":\"hm\",\"index\":0}]}"),
        Arguments.of(
            "signature",
            writer.reasoning(0, new Reasoning.Text("", "s", Reasoning.Maker.UNTOLD)),
            "{\"reasoning_details\":[{\"type\":\"reasoning.text\",\"text\":\"\",\"signature\":\"s\",\"index\":0}]}"),
        Arguments.of(
            "encrypted",
            writer.reasoning(0, new Reasoning.Encrypted("x", null, Reasoning.Maker.UNTOLD)),
            "{\"reasoning_details\":[{\"type\":\"reasoning.encrypted\",\"data\":\"x\",\"index\":1}]}"),
        Arguments.of(
            "tool call",
            writer.toolCall(new ChatEvent.ToolCallStarted(0, 1, "call_2", "f", null)),
            "{\"tool_calls\":[{\"index\":1,\"id\":\"call_2\",\"type\":\"function\","
                + "\"function\":{\"name\":\"f\",\"arguments\":\"\"}}]}"),
        Arguments.of(
            "arguments",
            writer.arguments(new ChatEvent.ToolCallArguments(0, 1, "{\"a")),
            "{\"tool_calls\":[{\"index\":1,\"function\":{\"arguments\":\"{\\\"a\"}}]}"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("deltas")
  void write_delta_isAWholeChunk(String name, Body body, String delta) throws IOException {
    assertThat(tree(body))
        .isEqualTo(
            tree(
                """
                {"id": "chatcmpl-1", "object": "chat.completion.chunk", "created": 1763000000,
                 "model": "gpt-x", "choices": [
                  {"index": 0, "delta": %s, "logprobs": null, "finish_reason": null}]}
                """
                    .formatted(delta)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("deltas")
  void write_delta_isOneLine(String name, Body body, String delta) {
    assertThat(new String(body.joined(), UTF_8)).doesNotContain("\n", "\r");
  }

  @Test
  void finish_hasAnEmptyDeltaAndTheReceiptIfItIsTheLast() throws IOException {
    JsonNode chunk = tree(writer.finish(1, FinishReason.TOOL_CALLS, RECEIPT));

    assertThat(chunk.path("choices"))
        .isEqualTo(
            tree(
                "[{\"index\":1,\"delta\":{},\"logprobs\":null,\"finish_reason\":\"tool_calls\"}]"));
    assertThat(chunk.path("llmapi")).isEqualTo(tree("{\"provider\":\"p\"}"));
    assertThat(tree(writer.finish(0, FinishReason.STOP, null)).has("llmapi")).isFalse();
  }

  @Test
  void usage_askedFor_isNullOnAllChunksButTheLast() throws IOException {
    ChunkWriter asked = new ChunkWriter(HEAD, true);

    for (Body body :
        List.of(
            asked.role(0),
            asked.text(0, "a"),
            asked.logprobs(new ChatEvent.Logprobs(0, RawJson.of("[]"))),
            asked.image(new ChatEvent.Image(0, "image/png", Slice.utf8("AAAA"))),
            asked.finish(0, FinishReason.STOP, null))) {
      assertThat(tree(body).has("usage")).isTrue();
      assertThat(tree(body).get("usage").isNull()).isTrue();
    }
    JsonNode last = tree(asked.usage(Usage.of(3, 4), null, RECEIPT));
    assertThat(last.path("choices")).isEqualTo(tree("[]"));
    assertThat(last.at("/usage/total_tokens").intValue()).isEqualTo(7);
    assertThat(last.has("llmapi")).isTrue();
  }

  @Test
  void usage_notReported_isNull() throws IOException {
    assertThat(tree(writer.usage(null, null, RECEIPT)).get("usage").isNull()).isTrue();
  }

  @Test
  void usage_notAskedFor_isOnNoChunk() throws IOException {
    assertThat(tree(writer.text(0, "a")).has("usage")).isFalse();
    assertThat(tree(writer.finish(0, FinishReason.STOP, RECEIPT)).has("usage")).isFalse();
  }

  @Test
  void image_ofEachChoice_isCountedApart() throws IOException {
    Slice base64 = Slice.utf8("QUJD".repeat(1000));

    Body first = writer.image(new ChatEvent.Image(0, "image/png", base64));
    Body second = writer.image(new ChatEvent.Image(0, "image/png", base64));
    Body other = writer.image(new ChatEvent.Image(1, "image/png", base64));

    assertThat(first.slices()).anySatisfy(s -> assertThat(s.array()).isSameAs(base64.array()));
    assertThat(index(first)).isZero();
    assertThat(index(second)).isOne();
    assertThat(index(other)).isZero();
    assertThat(tree(first).at("/choices/0/delta/images/0/image_url/url").textValue())
        .isEqualTo("data:image/png;base64," + base64.text());
  }

  @Test
  void logprobs_standBesideAnEmptyDelta() throws IOException {
    JsonNode choice =
        tree(writer.logprobs(new ChatEvent.Logprobs(0, RawJson.of("[{\"token\":\"a\"}]"))))
            .at("/choices/0");

    assertThat(choice)
        .isEqualTo(
            tree(
                """
                {"index": 0, "delta": {}, "logprobs": {"content": [{"token": "a"}], "refusal": null},
                 "finish_reason": null}
                """));
  }

  private static int index(Body body) throws IOException {
    return tree(body).at("/choices/0/delta/images/0/index").intValue();
  }

  private static JsonNode tree(Body body) throws IOException {
    return Json.tree(Slice.of(body.joined()));
  }

  private static JsonNode tree(String json) throws IOException {
    return Json.tree(Slice.utf8(json));
  }
}
