package dev.llmapi.provider.sandbox;

import static dev.llmapi.provider.sandbox.TestSandbox.chat;
import static dev.llmapi.provider.sandbox.TestSandbox.parse;
import static dev.llmapi.provider.sandbox.TestSandbox.text;
import static dev.llmapi.provider.sandbox.TestSandbox.with;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SandboxAnswerTest {
  private final TestSandbox sandbox = new TestSandbox();

  @ParameterizedTest
  @ValueSource(strings = {"false", "true"})
  void answer_sameRequest_isTheSame(String stream) {
    var request = with(chat("Hello!"), "stream", stream);
    assertThat(text(sandbox.reply(request.toString())))
        .isEqualTo(text(new TestSandbox().reply(request.toString())));
  }

  @Test
  void answer_any_saysWhatItIs() {
    var answer = sandbox.ask(chat("Are you GPT-4?"));
    assertThat(answer.path("model").asText()).isEqualTo("sandbox/chat");
    assertThat(answer.path("system_fingerprint").asText()).isEqualTo("llmapi-sandbox");
    assertThat(answer.at("/choices/0/message/content").asText())
        .contains("LLM API sandbox")
        .contains("not a language model");
    assertThat(answer.path("created").asLong()).isEqualTo(TestSandbox.NOW.getEpochSecond());
  }

  @Test
  void answer_severalChoices_haveOtherPhrasings() {
    var choices = sandbox.ask(with(chat("Hello!"), "n", "3")).path("choices");
    assertThat(choices.findValuesAsText("content")).hasSize(3).doesNotHaveDuplicates();
    assertThat(choices.findValuesAsText("index")).containsExactly("0", "1", "2");
  }

  @Test
  void answer_seed_choosesThePhrasing() {
    var request = chat("Hello!");
    assertThat(sandbox.message(with(request, "seed", "1")))
        .isEqualTo(sandbox.message(with(request, "seed", "1")))
        .isNotEqualTo(sandbox.message(with(request, "seed", "2")));
  }

  @Test
  void answer_stop_endsBeforeIt() {
    var answer = sandbox.ask(with(chat("Say one two three"), "stop", "[\"four\", \" two\"]"));
    assertThat(answer.at("/choices/0/message/content").asText()).isEqualTo("one");
    assertThat(answer.at("/choices/0/finish_reason").asText()).isEqualTo("stop");
    assertThat(answer.at("/usage/completion_tokens").asInt()).isOne();
  }

  @ParameterizedTest
  @CsvSource({"max_completion_tokens", "max_tokens"})
  void answer_limit_isKept(String name) {
    var answer = sandbox.ask(with(chat("Hello!"), name, "5"));
    assertThat(answer.at("/choices/0/finish_reason").asText()).isEqualTo("length");
    assertThat(answer.at("/usage/completion_tokens").asInt()).isEqualTo(5);
  }

  @Test
  void answer_reasoningEffort_isCountedWithinTheLimit() {
    var request = with(chat("Hello!"), "reasoning_effort", "\"high\"");
    var usage = sandbox.ask(request).path("usage");
    assertThat(usage.at("/completion_tokens_details/reasoning_tokens").asInt()).isEqualTo(512);
    assertSums(usage);
    var limited = sandbox.ask(with(request, "max_completion_tokens", "20")).path("usage");
    assertThat(limited.path("completion_tokens").asInt()).isEqualTo(20);
    assertSums(limited);
  }

  @Test
  void answer_logprobs_areOnePerToken() {
    var request = with(with(chat("Hello!"), "logprobs", "true"), "top_logprobs", "3");
    var answer = sandbox.ask(request);
    var tokens = answer.at("/choices/0/logprobs/content");
    assertThat(tokens).hasSize(answer.at("/usage/completion_tokens").asInt());
    assertThat(tokens)
        .allSatisfy(token -> {
          assertThat(token.path("logprob").asDouble()).isNegative();
          assertThat(token.path("top_logprobs")).hasSize(3);
        });
    assertThat(String.join("", texts(tokens)))
        .isEqualTo(answer.at("/choices/0/message/content").asText());
  }

  @Test
  void answer_earlierMessages_areToldOf() {
    var request = chat("My name is Bob");
    var messages = request.withArray("messages");
    messages.insert(0, parse("{\"role\": \"developer\", \"content\": \"Be brief\"}"));
    messages.add(parse("{\"role\": \"assistant\", \"content\": \"Hi\"}"));
    messages.add(parse("{\"role\": \"user\", \"content\": \"What is my name?\"}"));
    assertThat(sandbox.message(request).path("content").asText())
        .contains("What is my name?", "My name is Bob", "Earlier messages in this conversation: 2")
        .contains("A system prompt came with it (characters: 8)");
  }

  @Test
  void answer_longPrompt_isShortened() {
    var content = sandbox.message(chat("word ".repeat(200_000))).path("content").asText();
    assertThat(content).hasSizeLessThan(1_000).contains("…", "Words: 200000");
  }

  @Test
  void answer_jsonObject_isOne() {
    var request = with(chat("2+3 as JSON"), "response_format", "{\"type\": \"json_object\"}");
    var answer = parse(sandbox.message(request).path("content").asText());
    assertThat(answer.path("answer").asText()).isEqualTo("2+3 = 5");
    assertThat(answer.path("sandbox").asText()).contains("no language model");
  }

  private static void assertSums(JsonNode usage) {
    assertThat(usage.path("total_tokens").asInt())
        .isEqualTo(usage.path("prompt_tokens").asInt() + usage.path("completion_tokens").asInt());
    var details = usage.path("completion_tokens_details");
    assertThat(
            details.path("text_tokens").asInt()
                + details.path("reasoning_tokens").asInt()
                + details.path("image_tokens").asInt())
        .isEqualTo(usage.path("completion_tokens").asInt());
  }

  private static Iterable<String> texts(JsonNode tokens) {
    return tokens.valueStream().map(token -> token.path("token").asText()).toList();
  }
}
