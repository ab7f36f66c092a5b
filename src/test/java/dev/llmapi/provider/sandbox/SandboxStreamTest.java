package dev.llmapi.provider.sandbox;

import static dev.llmapi.provider.sandbox.TestSandbox.chat;
import static dev.llmapi.provider.sandbox.TestSandbox.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.llmapi.model.Slice;
import dev.llmapi.wire.ByteSource;
import dev.llmapi.wire.openai.AnswerScan;
import dev.llmapi.wire.sse.SseReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** That a stream says what the whole answer says, in OpenAI's order, as the gateway reads it. */
class SandboxStreamTest {
  private static final String TOOLS =
      """
      [{"type": "function", "function": {"name": "get_weather", "description": "Weather of a city",
        "parameters": {"type": "object", "properties": {"city": {"type": "string"}},
          "required": ["city"]}}}]
      """;

  private final TestSandbox sandbox = new TestSandbox();

  static Stream<Arguments> requests() {
    return Stream.of(
        arguments("text", chat("Tell me about the sea")),
        arguments("text of three choices", with(chat("Hello!"), "n", "3")),
        arguments("text with logprobs", with(chat("Hello!"), "logprobs", "true")),
        arguments("text cut by the limit", with(chat("Hello!"), "max_completion_tokens", "4")),
        arguments("thinking", with(chat("Hello!"), "reasoning_effort", "\"low\"")),
        arguments("one call", with(chat("Weather in Paris?"), "tools", TOOLS)),
        arguments("calls", with(chat("Weather in Paris, Rome and Oslo?"), "tools", TOOLS)),
        arguments("picture", chat("sandbox/image", "Draw a red circle")),
        arguments(
            "picture alone", with(chat("sandbox/image", "A house"), "modalities", "[\"image\"]")),
        arguments("unusual letters", chat("Say 👩‍👩‍👧 नमस्ते 日本 \"quoted\" \\ \n next")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("requests")
  void stream_any_saysWhatTheWholeSays(String name, ObjectNode request) {
    var whole = sandbox.ask(request);
    var events = sandbox.events(usage(request));
    for (var choice : whole.path("choices")) {
      var message = Streams.message(events, choice.path("index").asInt());
      assertThat(message.path("content").asText(""))
          .as(name)
          .isEqualTo(choice.at("/message/content").asText(""));
      assertThat(message.path("images")).isEqualTo(choice.at("/message/images"));
      assertThat(message.path("tool_calls").findValuesAsText("arguments"))
          .isEqualTo(choice.at("/message/tool_calls").findValuesAsText("arguments"));
      assertThat(message.path("tool_calls").findValuesAsText("id"))
          .isEqualTo(choice.at("/message/tool_calls").findValuesAsText("id"));
    }
    assertThat(Streams.chunks(events).getLast().path("usage")).isEqualTo(whole.path("usage"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("requests")
  void stream_any_isInOrder(String name, ObjectNode request) {
    var events = sandbox.events(usage(request));
    var chunks = Streams.chunks(events);
    var choices = Math.max(1, request.path("n").asInt(1));
    assertThat(events.getLast()).as(name).isEqualTo("[DONE]");
    assertThat(chunks.subList(0, choices))
        .allSatisfy(
            chunk -> assertThat(chunk.at("/choices/0/delta/role").asText()).isEqualTo("assistant"));
    var last = chunks.getLast();
    assertThat(last.path("choices")).isEmpty();
    assertThat(chunks.subList(0, chunks.size() - 1))
        .allSatisfy(chunk -> {
          assertThat(chunk.path("usage").isNull()).isTrue();
          assertThat(chunk.path("id")).isEqualTo(last.path("id"));
          assertThat(chunk.path("object").asText()).isEqualTo("chat.completion.chunk");
        });
    assertThat(chunks.stream().filter(chunk -> chunk.at("/choices/0/finish_reason").isTextual()))
        .hasSize(choices);
    assertThat(chunks.get(chunks.size() - 2).at("/choices/0/finish_reason").isTextual()).isTrue();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("requests")
  void stream_usageNotAskedFor_hasNone(String name, ObjectNode request) {
    assertThat(Streams.chunks(sandbox.events(request)))
        .as(name)
        .noneMatch(chunk -> chunk.has("usage"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("requests")
  void stream_any_isReadByTheGateway(String name, ObjectNode request) {
    var body = sandbox.reply(usage(request).put("stream", true).toString()).body();
    ByteSource source =
        (bytes, offset, length) -> {
          try {
            return body.read(bytes, offset, length);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        };
    var reader = new SseReader(source);
    var finished = 0;
    var reported = 0;
    while (reader.next() && !text(reader.data()).equals("[DONE]")) {
      var scan = AnswerScan.read(reader.data());
      finished += scan.finished();
      reported += scan.usage() == null ? 0 : 1;
      assertThat(scan.model()).isEqualTo(request.path("model").asText());
    }
    assertThat(finished).as(name).isEqualTo(Math.max(1, request.path("n").asInt(1)));
    assertThat(reported).isOne();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("requests")
  void whole_any_isReadByTheGateway(String name, ObjectNode request) {
    var bytes =
        TestSandbox.text(sandbox.reply(request.toString())).getBytes(StandardCharsets.UTF_8);
    var scan = AnswerScan.read(new Slice(bytes, 0, bytes.length));
    assertThat(scan.finished()).as(name).isEqualTo(scan.choices());
    assertThat(scan.usage()).isNotNull();
  }

  private static ObjectNode usage(ObjectNode request) {
    return request.has("stream_options")
        ? request
        : with(with(request, "stream", "true"), "stream_options", "{\"include_usage\": true}");
  }

  private static String text(Slice slice) {
    return new String(
        slice.array(), slice.from(), slice.to() - slice.from(), StandardCharsets.UTF_8);
  }
}
