package dev.llmapi.wire.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.llmapi.model.Failure;
import dev.llmapi.model.FailureException;
import dev.llmapi.model.FailureKind;
import dev.llmapi.model.Slice;
import dev.llmapi.testing.Mutator;
import dev.llmapi.testing.Seeds;
import dev.llmapi.wire.json.Json;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with a request is told by its place, and never by what it says. */
class ChatRequestRefusalTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          "temperature":2.1 | temperature | is outside its range, 0 to 2.
          "temperature":"1" | temperature | must be a number, not a string.
          "temperature":1e999 | temperature | is outside its range, 0 to 2.
          "top_p":-0.1 | top_p | is outside its range, 0 to 1.
          "top_p":true | top_p | must be a number, not a boolean.
          "top_k":-2 | top_k | is outside its range, -1 to 2147483647.
          "logit_bias":[1] | logit_bias | must be an object, not an array.
          "metadata":"x" | metadata | must be an object, not a string.
          "audio":"alloy" | audio | must be an object, not a string.
          "prediction":"x" | prediction | must be an object, not a string.
          "web_search_options":true | web_search_options | must be an object, not a boolean.
          "prompt_cache_options":1 | prompt_cache_options | must be an object, not a number.
          "prompt_cache_key":5 | prompt_cache_key | must be a string, not a number.
          "prompt_cache_retention":{} | prompt_cache_retention | must be a string, not an object.
          "store":"yes" | store | must be a boolean, not a string.
          "presence_penalty":-2.5 | presence_penalty | is outside its range, -2 to 2.
          "frequency_penalty":{} | frequency_penalty | must be a number, not an object.
          "seed":1.5 | seed | must be an integer, not a number.
          "seed":9223372036854775808 | seed | is outside its range, -9223372036854775808 to 9223372036854775807.
          "stop":7 | stop | must be an array, not a number.
          "stop":[null] | stop[0] | must be a string, not null.
          "stop":["a","b","c","d","e"] | stop | holds 5 sequences; the limit is 4.
          "n":0 | n | is outside its range, 1 to 128.
          "n":129 | n | is outside its range, 1 to 128.
          "n":99999999999999999999 | n | is outside its range, 1 to 128.
          "logprobs":1 | logprobs | must be a boolean, not a number.
          "top_logprobs":21 | top_logprobs | is outside its range, 0 to 20.
          "max_tokens":0 | max_tokens | is outside its range, 1 to 2147483647.
          "max_completion_tokens":"9" | max_completion_tokens | must be an integer, not a string.
          "tools":{} | tools | must be an array, not an object.
          "tools":[null] | tools[0] | must be an object, not null.
          "tools":[{"type":"search"}] | tools[0] | has a type that is neither function nor custom.
          "tools":[{"type":"function","function":{"name":"f","parameters":[]}}] | tools[0].function.parameters | must be an object, a JSON schema.
          "tools":[{"type":"function","function":{"name":"f","strict":"yes"}}] | tools[0].function.strict | must be a boolean, not a string.
          "functions":[1] | functions[0] | must be an object, not a number.
          "tool_choice":"any" | tool_choice | is none of none, auto, required.
          "tool_choice":{"type":"auto"} | tool_choice | names neither a function nor a custom tool nor allowed_tools.
          "tool_choice":{"allowed_tools":{"mode":"none","tools":[]}} | tool_choice.allowed_tools.mode | is none of auto, required.
          "function_call":7 | function_call | must be an object, not a number.
          "parallel_tool_calls":"no" | parallel_tool_calls | must be a boolean, not a string.
          "response_format":"json" | response_format | must be an object, not a string.
          "response_format":{"type":"yaml"} | response_format.type | is none of text, json_object, json_schema.
          "response_format":{"type":"json_schema","json_schema":{"name":7}} | response_format.json_schema.name | must be a string, not a number.
          "modalities":["video"] | modalities[0] | is none of text, image, audio.
          "modalities":"text" | modalities | must be an array, not a string.
          "image_config":[] | image_config | must be an object, not an array.
          "reasoning_effort":"huge" | reasoning_effort | is none of none, minimal, low, medium, high, xhigh, max.
          "reasoning":{"effort":1} | reasoning.effort | must be a string, not a number.
          "reasoning":{"effort":"low","enabled":1} | reasoning.enabled | must be a boolean, not a number.
          "include_reasoning":"x" | include_reasoning | must be a boolean, not a string.
          "verbosity":1 | verbosity | must be a string, not a number.
          "stream":"true" | stream | must be a boolean, not a string.
          "stream_options":true | stream_options | must be an object, not a boolean.
          "stream_options":{"include_usage":1} | stream_options.include_usage | must be a boolean, not a number.
          "safety_identifier":"a","user":1 | user | must be a string, not a number.
          "service_tier":[] | service_tier | must be a string, not an array.
          "n":1,"n":1 | n | stands twice in the body.
          "x":1,"\\u0078":1 | x | stands twice in the body.
          """)
  void read_wrongMember_isNamedWithWhatIsExpected(String members, String param, String what) {
    assertThat(Requests.refusal(Requests.json(members)))
        .isEqualTo(Failure.of(FailureKind.INVALID_VALUE, "'" + param + "' " + what, param));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          7 | messages[0] | must be an object, not a number.
          {"role":"robot","content":"x"} | messages[0].role | is none of system, developer, user, assistant, tool, function.
          {"role":["user"]} | messages[0].role | must be a string, not an array.
          {"role":"user","content":7} | messages[0].content | must be a string or an array of content parts.
          {"role":"user","content":{}} | messages[0].content | must be a string or an array of content parts.
          {"role":"user","content":[null]} | messages[0].content[0] | must be an object, not null.
          {"role":"user","content":["x"]} | messages[0].content[0] | must be an object, not a string.
          {"role":"user","content":[{"type":7}]} | messages[0].content[0].type | must be a string, not a number.
          {"role":"user","content":[{"type":"text","text":[]}]} | messages[0].content[0].text | must be a string, not an array.
          {"role":"user","content":[{"type":"image_url","image_url":"https://x"}]} | messages[0].content[0].image_url | must be an object with a 'url', not a string.
          {"role":"user","content":[{"type":"image_url","image_url":{"url":7}}]} | messages[0].content[0].image_url.url | must be a string, not a number.
          {"role":"user","content":[{"type":"image_url","image_url":{"url":"x","detail":"best"}}]} | messages[0].content[0].image_url.detail | is none of auto, low, high, original.
          {"role":"user","content":[{"type":"file","file":{"file_id":1}}]} | messages[0].content[0].file.file_id | must be a string, not a number.
          {"role":"user","content":"x","name":1} | messages[0].name | must be a string, not a number.
          {"role":"assistant","tool_calls":{}} | messages[0].tool_calls | must be an array, not an object.
          {"role":"assistant","tool_calls":[{"id":1}]} | messages[0].tool_calls[0].id | must be a string, not a number.
          {"role":"assistant","tool_calls":[{"function":{"arguments":{}}}]} | messages[0].tool_calls[0].function.arguments | must be a string, not an object.
          {"role":"assistant","images":7} | messages[0].images | must be an array, not a number.
          {"role":"assistant","reasoning_details":{}} | messages[0].reasoning_details | must be an array, not an object.
          """)
  void read_wrongMessage_isNamedWithItsPath(String message, String param, String what) {
    assertThat(Requests.refusal("{\"model\":\"m\",\"messages\":[" + message + "]}"))
        .isEqualTo(Failure.of(FailureKind.INVALID_VALUE, "'" + param + "' " + what, param));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          {} | model
          {"model":null,"messages":[]} | model
          {"model":"m"} | messages
          {"model":"m","messages":null} | messages
          {"model":"m","messages":[{}]} | messages[0].role
          {"model":"m","messages":[{"role":null}]} | messages[0].role
          {"model":"m","messages":[{"role":"user"}]} | messages[0].content
          {"model":"m","messages":[{"role":"user","content":null}]} | messages[0].content
          {"model":"m","messages":[{"role":"system"}]} | messages[0].content
          {"model":"m","messages":[{"role":"tool","content":"x"}]} | messages[0].tool_call_id
          {"model":"m","messages":[{"role":"tool","content":"x","tool_call_id":null}]} | messages[0].tool_call_id
          {"model":"m","messages":[{"role":"tool","tool_call_id":"x"}]} | messages[0].content
          {"model":"m","messages":[{"role":"function","content":"x"}]} | messages[0].name
          {"model":"m","messages":[{"role":"assistant","tool_calls":[{"function":{"name":"f"}}]}]} | messages[0].tool_calls[0].id
          {"model":"m","messages":[{"role":"assistant","tool_calls":[{"id":null,"function":{"name":"f"}}]}]} | messages[0].tool_calls[0].id
          {"model":"m","messages":[{"role":"assistant","tool_calls":[{"id":"x","function":null}]}]} | messages[0].tool_calls[0].function
          {"model":"m","messages":[{"role":"assistant","tool_calls":[{"id":"x","function":{"name":null}}]}]} | messages[0].tool_calls[0].function.name
          {"model":"m","messages":[{"role":"user","content":[{}]}]} | messages[0].content[0].type
          {"model":"m","messages":[{"role":"user","content":[{"type":null,"text":"x"}]}]} | messages[0].content[0].type
          {"model":"m","messages":[{"role":"user","content":[{"type":"text","text":null}]}]} | messages[0].content[0].text
          {"model":"m","messages":[{"role":"user","content":[{"type":"text","refusal":"x"}]}]} | messages[0].content[0].text
          {"model":"m","messages":[{"role":"user","content":[{"type":"image_url","image_url":null}]}]} | messages[0].content[0].image_url
          {"model":"m","messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":null}}]}]} | messages[0].content[0].image_url.url
          {"model":"m","messages":[{"role":"user","content":[{"type":"input_audio","input_audio":{"data":"x"}}]}]} | messages[0].content[0].input_audio.format
          {"model":"m","messages":[{"role":"user","content":[{"type":"input_audio","input_audio":{"format":"wav"}}]}]} | messages[0].content[0].input_audio.data
          {"model":"m","messages":[{"role":"user","content":[{"type":"file","file":{"filename":"x"}}]}]} | messages[0].content[0].file.file_id
          {"model":"m","messages":[{"role":"user","content":[{"type":"file","image_url":{"url":"x"}}]}]} | messages[0].content[0].file
          {"model":"m","tools":[{}]} | tools[0].type
          {"model":"m","tools":[{"type":"function"}]} | tools[0].function
          {"model":"m","tools":[{"type":"custom","function":{"name":"f"}}]} | tools[0].custom
          {"model":"m","tools":[{"type":"function","function":{"name":null}}]} | tools[0].function.name
          {"model":"m","tools":[{"type":"function","function":{"name":""}}]} | tools[0].function.name
          {"model":"m","tool_choice":{"type":"function","function":{}}} | tool_choice.function.name
          {"model":"m","response_format":{}} | response_format.type
          {"model":"m","response_format":{"type":"json_schema","json_schema":null}} | response_format.json_schema
          {"model":"m","response_format":{"type":"json_schema","json_schema":{}}} | response_format.json_schema.name
          """)
  void read_missingMember_isNamedWithItsPath(String json, String param) {
    assertThat(Requests.refusal(json))
        .isEqualTo(
            Failure.of(
                FailureKind.MISSING_PARAMETER,
                "Missing required parameter: '" + param + "'.",
                param));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [] | The body must be an object, not an array.
          "x" | The body must be an object, not a string.
          null | The body must be an object, not null.
          """)
  void read_bodyIsNoObject_isTold(String json, String message) {
    assertThat(Requests.refusal(json)).isEqualTo(Failure.of(FailureKind.INVALID_VALUE, message));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n\t\r\n"})
  void read_emptyBody_isTold(String json) {
    assertThat(Requests.refusal(json).message())
        .isEqualTo("The body is empty; a JSON object is expected.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "{\"model\":\"secret",
        "{'model':1}",
        "{\"model\":NaN}",
        "{\"a\":01}",
        "{\"a\":\"\n\"}",
        "{\"a\":\"\\x\"}",
        "{\"a\":1,}",
        "{\"a\" 1}",
        "hello",
        "\u0000",
        "{\"\\ud800\":1}"
      })
  void read_notWellFormed_tellsLineAndColumnOnly(String json) {
    Failure failure = Requests.refusal(json);

    assertThat(failure.kind()).isEqualTo(FailureKind.BAD_REQUEST);
    assertThat(failure.message())
        .matches("The body is not valid JSON: look at line \\d+, column \\d+\\.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", " x", "]", ",", "null"})
  void read_somethingBehindTheObject_isRefused(String more) {
    Failure failure = Requests.refusal(Requests.json("\"n\":1") + more);

    assertThat(failure.kind()).isEqualTo(FailureKind.BAD_REQUEST);
    assertThat(failure.message()).startsWith("The body ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16BE", "UTF-16LE", "UTF-32BE", "UTF-32LE"})
  void read_otherEncoding_isRefused(String charset) {
    byte[] body = Requests.json("\"n\":1").getBytes(Charset.forName(charset));

    assertThat(Requests.refusal(Slice.of(body)))
        .isEqualTo(Failure.of(FailureKind.BAD_REQUEST, "The body is not encoded in UTF-8."));
  }

  @ParameterizedTest
  @ValueSource(ints = {0x80, 0xC3, 0xE2, 0xF0, 0xFF})
  void read_invalidUtf8_isRefused(int lead) {
    byte[] body = Requests.json("\"later\":\"?x\"").getBytes(UTF_8);
    body[body.length - 4] = (byte) lead;

    assertThat(Requests.refusal(Slice.of(body)).kind()).isEqualTo(FailureKind.BAD_REQUEST);
  }

  @Test
  void read_nestedTooDeep_isRefused() {
    String deep = "[".repeat(Json.MAX_DEPTH) + "]".repeat(Json.MAX_DEPTH);

    assertThat(Requests.refusal(Requests.json("\"later\":" + deep)))
        .isEqualTo(
            Failure.of(
                FailureKind.BAD_REQUEST,
                "The body is nested deeper than 200 levels, or holds a number or a name too long."));
  }

  @ParameterizedTest
  @ValueSource(strings = {"n", "temperature", "later"})
  void read_numberOfThousandsOfDigits_isRefused(String member) {
    String huge = "1".repeat(5000);

    assertThat(Requests.refusal(Requests.json("\"" + member + "\":" + huge)).message())
        .isEqualTo(
            "The body is nested deeper than 200 levels, or holds a number or a name too long.");
  }

  @Test
  void read_longUnknownName_isCutInTheMessage() {
    String name = "🙂".repeat(300);

    Failure failure = Requests.refusal(Requests.json("\"%s\":1,\"%s\":2".formatted(name, name)));

    assertThat(failure.message()).isEqualTo("'" + "🙂".repeat(64) + "…' stands twice in the body.");
  }

  static IntStream seeds() {
    return Seeds.all();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void read_damagedRequest_isReadOrRefused(int seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 100; round++) {
      byte[] body = Mutator.damaged(Requests.FULL, random);
      try {
        assertThat(ChatRequestReader.read(Slice.of(body)).messages()).isNotEmpty();
      } catch (FailureException e) {
        assertThat(e.failure().kind().status()).isEqualTo(400);
        assertWritten(e.failure());
      }
    }
  }

  private static void assertWritten(Failure failure) {
    try {
      assertThat(
              Json.tree(Slice.of(ErrorWriter.write(failure)))
                  .path("error")
                  .path("message")
                  .asText())
          .isEqualTo(failure.message());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
