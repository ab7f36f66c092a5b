package dev.llmapi.provider.sandbox;

import static dev.llmapi.provider.sandbox.TestSandbox.chat;
import static dev.llmapi.provider.sandbox.TestSandbox.parse;
import static dev.llmapi.provider.sandbox.TestSandbox.text;
import static dev.llmapi.provider.sandbox.TestSandbox.with;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SandboxRefusalTest {
  private static final String TOOL =
      "[{\"type\": \"function\", \"function\": {\"name\": \"a\", \"parameters\": %s}}]";

  private final TestSandbox sandbox = new TestSandbox();

  @Test
  void answer_moreTextThanItReads_isRefusedAsTooLong() {
    var reply = sandbox.reply(chat("x ".repeat(500_001)).toString());

    assertThat(reply.status()).isEqualTo(400);
    assertThat(parse(text(reply)).at("/error/code").asText()).isEqualTo("context_length_exceeded");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "messages | [] | messages",
        "messages | [{\"role\": \"king\", \"content\": \"x\"}] | messages[0].role",
        "messages | [{\"role\": \"tool\", \"content\": \"x\"}] | messages[0].tool_call_id",
        "messages | [{\"role\": \"user\", \"content\": [{\"type\": \"input_audio\"}]}]"
            + " | messages[0].content[0].type",
        "messages | [{\"role\": \"user\", \"content\": [{\"type\": \"file\"}]}]"
            + " | messages[0].content[0].type",
        "messages | [{\"role\": \"user\", \"content\": [{\"type\": \"image_url\", \"image_url\":"
            + " {\"url\": \"ftp://x/a.png\"}}]}] | messages[0].content[0].image_url.url",
        "messages | [{\"role\": \"user\", \"content\": [{\"type\": \"image_url\", \"image_url\":"
            + " {\"url\": \"data:image/png;base64,####\"}}]}]"
            + " | messages[0].content[0].image_url.url",
        "messages | [{\"role\": \"user\", \"content\": [{\"type\": \"image_url\", \"image_url\":"
            + " {\"url\": \"data:image/png;base64,AAAA\"}}]}]"
            + " | messages[0].content[0].image_url.url",
        "n | 0 | n",
        "n | 1.5 | n",
        "temperature | 3 | temperature",
        "max_completion_tokens | 0 | max_completion_tokens",
        "stop | [\"a\", \"b\", \"c\", \"d\", \"e\"] | stop",
        "stream | \"yes\" | stream",
        "stream_options | {\"include_usage\": true} | stream_options",
        "top_logprobs | 2 | top_logprobs",
        "audio | {\"voice\": \"alloy\"} | audio",
        "modalities | [\"audio\"] | modalities",
        "functions | [] | functions",
        "tool_choice | \"auto\" | tool_choice",
        "response_format | {\"type\": \"xml\"} | response_format.type",
        "response_format | {\"type\": \"json_schema\"} | response_format.json_schema",
      })
  void answer_badMember_isRefusedByName(String name, String json, String param) {
    var reply = sandbox.reply(with(chat("Hi"), name, json).toString());
    var error = parse(text(reply)).path("error");
    assertThat(reply.status()).isEqualTo(400);
    assertThat(error.path("param").asText()).isEqualTo(param);
    assertThat(error.path("type").asText()).isEqualTo("invalid_request_error");
    assertThat(error.path("message").asText()).isNotBlank();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "image_config | {\"aspect_ratio\": \"7:3\"} | image_config.aspect_ratio",
        "image_config | {\"image_size\": \"9K\"} | image_config.image_size",
        "image_config | {\"size\": \"10x10\"} | image_config.size",
        "image_config | {\"output_format\": \"webp\"} | image_config.output_format",
        "n | 2 | n"
      })
  void answer_badPicture_isRefusedByName(String name, String json, String param) {
    var answer = sandbox.ask(with(chat("sandbox/image", "A house"), name, json));
    assertThat(answer.at("/error/param").asText()).isEqualTo(param);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "nonsense", "[]", "{", "{\"a\": 1} x", "{\"n\": 1e999999999}", "\"x\""})
  void answer_noObject_isRefused(String body) {
    var reply = sandbox.reply(body);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(parse(text(reply)).at("/error/message").asText()).isNotBlank();
  }

  @Test
  void answer_deepNesting_isRefused() {
    assertThat(sandbox.reply("[".repeat(1_000_000)).status()).isEqualTo(400);
  }

  @Test
  void answer_unknownModel_isNotFound() {
    var reply = sandbox.reply(chat("sandbox/gpt-5", "Hi").toString());
    assertThat(reply.status()).isEqualTo(404);
    assertThat(parse(text(reply)).at("/error/code").asText()).isEqualTo("model_not_found");
  }

  @Test
  void answer_unfittableTool_isRefusedByName() {
    var tools = TOOL.formatted("{\"$ref\": \"#\"}");
    var request = with(with(chat("Hi"), "tools", tools), "tool_choice", "\"required\"");
    var error = sandbox.ask(request).path("error");
    assertThat(error.path("param").asText()).isEqualTo("tools[0].function.parameters");
    assertThat(error.path("message").asText()).contains("leads to itself");
  }

  @Test
  void answer_tooManyTools_isRefused() {
    var tool = TOOL.formatted("{}").substring(1).replace("]", "");
    var tools = "[" + (tool + ",").repeat(128) + tool + "]";
    assertThat(sandbox.ask(with(chat("Hi"), "tools", tools)).at("/error/param").asText())
        .isEqualTo("tools");
  }
}
