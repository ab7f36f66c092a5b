package dev.llmapi.wire.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmapi.model.Body;
import dev.llmapi.model.ChatEvent;
import dev.llmapi.model.FinishReason;
import dev.llmapi.model.RawJson;
import dev.llmapi.model.Reasoning.Maker;
import dev.llmapi.model.Slice;
import dev.llmapi.model.Usage;
import dev.llmapi.wire.json.Json;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerWriterTest {

  private static final AnswerHead HEAD = new AnswerHead("chatcmpl-1", 1763000000, "gpt-x");
  private static final RawJson RECEIPT = RawJson.of("{\"provider\":\"p\"}");

  @Test
  void write_text_isOpenAisShape() throws IOException {
    assertThat(
            written(
                new ChatEvent.Started("upstream", "gpt-x"),
                new ChatEvent.Text(0, "Hel"),
                new ChatEvent.Text(0, "lo"),
                new ChatEvent.Finished(0, FinishReason.STOP),
                new ChatEvent.UsageReported(Usage.of(1, 1)),
                new ChatEvent.UsageReported(new Usage(19, 5, 1, 2, 10, 3, 4))))
        .isEqualTo(
            tree(
                """
                {"id": "chatcmpl-1", "object": "chat.completion", "created": 1763000000, "model": "gpt-x",
                 "choices": [{"index": 0, "message": {"role": "assistant", "content": "Hello", "refusal": null},
                   "logprobs": null, "finish_reason": "stop"}],
                 "usage": {"prompt_tokens": 19, "completion_tokens": 10, "total_tokens": 29,
                   "prompt_tokens_details": {"cached_tokens": 5, "cache_write_tokens": 1, "image_tokens": 2},
                   "completion_tokens_details": {"reasoning_tokens": 3, "image_tokens": 4}},
                 "llmapi": {"provider": "p"}}
                """));
  }

  @Test
  void write_withoutUsage_hasNoSuchMember() throws IOException {
    assertThat(written(new ChatEvent.Finished(0, FinishReason.STOP)).has("usage")).isFalse();
  }

  @Test
  void write_imageTokensOfNone_areLeftOut() throws IOException {
    JsonNode usage = written(new ChatEvent.UsageReported(Usage.of(1, 2))).path("usage");

    assertThat(usage.at("/prompt_tokens_details").has("image_tokens")).isFalse();
    assertThat(usage.at("/completion_tokens_details").has("image_tokens")).isFalse();
    assertThat(usage.at("/prompt_tokens_details/cached_tokens").isInt()).isTrue();
  }

  @Test
  void write_onlyToolCalls_haveNullContent() throws IOException {
    JsonNode choice =
        written(
                new ChatEvent.Text(0, ""),
                new ChatEvent.ToolCallStarted(0, 0, "call_1", "f", null),
                new ChatEvent.ToolCallArguments(0, 0, "{\"a\":"),
                new ChatEvent.ToolCallStarted(0, 1, "call_2", "g", "sig"),
                new ChatEvent.ToolCallArguments(0, 0, "1}"),
                new ChatEvent.Finished(0, FinishReason.TOOL_CALLS))
            .at("/choices/0");

    assertThat(choice)
        .isEqualTo(
            tree(
                """
                {"index": 0, "message": {"role": "assistant", "content": null, "refusal": null, "tool_calls": [
                  {"id": "call_1", "type": "function", "function": {"name": "f", "arguments": "{\\"a\\":1}"}},
                  {"id": "call_2", "type": "function", "function": {"name": "g", "arguments": ""},
                   "extra_content": {"google": {"thought_signature": "sig"}}}]},
                 "logprobs": null, "finish_reason": "tool_calls"}
                """));
  }

  @Test
  void write_refusal_standsBesideNullContent() throws IOException {
    JsonNode message =
        written(
                new ChatEvent.Refusal(0, "I "),
                new ChatEvent.Refusal(0, "won't."),
                new ChatEvent.Finished(0, FinishReason.CONTENT_FILTER))
            .at("/choices/0/message");

    assertThat(message)
        .isEqualTo(tree("{\"role\":\"assistant\",\"content\":null,\"refusal\":\"I won't.\"}"));
  }

  @Test
  void write_choices_areInTheOrderOfTheirIndexes() throws IOException {
    JsonNode choices =
        written(
                new ChatEvent.Text(2, "c"),
                new ChatEvent.Text(0, "a"),
                new ChatEvent.Text(1, "b"),
                new ChatEvent.Text(2, "c"))
            .path("choices");

    assertThat(choices.findValuesAsText("content")).containsExactly("a", "b", "cc");
    assertThat(choices.findValuesAsText("index")).containsExactly("0", "1", "2");
  }

  @Test
  void write_reasoning_isTextAndBlocks() throws IOException {
    JsonNode message =
        written(
                new ChatEvent.ReasoningText(0, "a", Maker.UNTOLD),
                new ChatEvent.ReasoningText(0, "b", Maker.UNTOLD),
                new ChatEvent.ReasoningSignature(0, "s", Maker.UNTOLD),
                new ChatEvent.ReasoningText(0, "c", Maker.UNTOLD),
                new ChatEvent.ReasoningEncrypted(0, "x", Maker.UNTOLD),
                new ChatEvent.ReasoningText(0, "d", Maker.UNTOLD))
            .at("/choices/0/message");

    assertThat(message.path("reasoning").textValue()).isEqualTo("abcd");
    assertThat(message.path("reasoning_details"))
        .isEqualTo(
            tree(
                """
                [{"type": "reasoning.text", "text": "ab", "signature": "s", "index": 0},
                 {"type": "reasoning.text", "text": "c", "index": 1},
                 {"type": "reasoning.encrypted", "data": "x", "index": 2},
                 {"type": "reasoning.text", "text": "d", "index": 3}]
                """));
  }

  @Test
  void write_images_areNotCopiedAndCarryTheirType() throws IOException {
    Slice base64 = Slice.utf8("QUJD".repeat(1000));
    AnswerCollector answer = new AnswerCollector();
    answer.accept(new ChatEvent.Image(0, "image/png", base64));
    answer.accept(new ChatEvent.Image(0, "image/webp", Slice.utf8("AAAA")));

    Body body = AnswerWriter.write(answer, HEAD, null, null, RECEIPT);

    assertThat(body.slices())
        .anySatisfy(slice -> assertThat(slice.array()).isSameAs(base64.array()));
    JsonNode images = Json.tree(Slice.of(body.joined())).at("/choices/0/message/images");
    assertThat(images.path(0).at("/image_url/url").textValue())
        .isEqualTo("data:image/png;base64," + base64.text());
    assertThat(images.path(1))
        .isEqualTo(
            tree(
                """
                {"index": 1, "type": "image_url", "image_url": {"url": "data:image/webp;base64,AAAA"}}
                """));
  }

  @Test
  void write_logprobs_areJoined() throws IOException {
    JsonNode choice =
        written(
                new ChatEvent.Logprobs(0, RawJson.of("[{\"token\":\"a\"}]")),
                new ChatEvent.Logprobs(0, RawJson.of("[]")),
                new ChatEvent.Logprobs(0, RawJson.of("[{\"token\":\"b\"},{\"token\":\"c\"}]")))
            .at("/choices/0");

    assertThat(choice.path("logprobs"))
        .isEqualTo(
            tree(
                "{\"content\":[{\"token\":\"a\"},{\"token\":\"b\"},{\"token\":\"c\"}],\"refusal\":null}"));
  }

  @Test
  void isComplete_needsAChoiceAndAllOfThemFinished() {
    AnswerCollector answer = new AnswerCollector();
    assertThat(answer.isComplete()).isFalse();
    answer.accept(new ChatEvent.Text(0, "a"));
    answer.accept(new ChatEvent.Text(1, "b"));
    answer.accept(new ChatEvent.Finished(1, FinishReason.LENGTH));
    assertThat(answer.isComplete()).isFalse();
    answer.accept(new ChatEvent.Finished(0, FinishReason.STOP));
    assertThat(answer.isComplete()).isTrue();
  }

  private static JsonNode written(ChatEvent... events) throws IOException {
    AnswerCollector answer = new AnswerCollector();
    List.of(events).forEach(answer);
    return Json.tree(
        Slice.of(AnswerWriter.write(answer, HEAD, answer.usage(), null, RECEIPT).joined()));
  }

  private static JsonNode tree(String json) throws IOException {
    return Json.tree(Slice.utf8(json));
  }
}
