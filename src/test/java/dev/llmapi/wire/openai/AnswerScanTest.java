package dev.llmapi.wire.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.llmapi.model.FailureException;
import dev.llmapi.model.FailureKind;
import dev.llmapi.model.Slice;
import dev.llmapi.model.Usage;
import dev.llmapi.testing.Mutator;
import dev.llmapi.testing.Seeds;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerScanTest {

  private static final String ANSWER =
      """
      {"id":"chatcmpl-1","object":"chat.completion","created":1,"model":"gpt-x","choices":[
       {"index":0,"message":{"role":"assistant","content":"}]\\"","refusal":null},"logprobs":null,"finish_reason":"stop"},
       {"finish_reason":"length","message":{"content":null},"index":1}],
       "usage":{"prompt_tokens":19,"completion_tokens":10,"total_tokens":29,"cost":0.5,
        "prompt_tokens_details":{"cached_tokens":5,"cache_write_tokens":1,"image_tokens":2,"audio_tokens":6},
        "completion_tokens_details":{"reasoning_tokens":3,"image_tokens":4,"audio_tokens":7}}}\
      """;

  @Test
  void read_wholeAnswer_tellsWhatIsNeeded() {
    AnswerScan scan = scan(ANSWER);

    assertThat(scan.id()).isEqualTo("chatcmpl-1");
    assertThat(scan.model()).isEqualTo("gpt-x");
    assertThat(scan.choices()).isEqualTo(2);
    assertThat(scan.finished()).isEqualTo(2);
    assertThat(scan.seenIndexes()).isEqualTo(0b11);
    assertThat(scan.finishedIndexes()).isEqualTo(0b11);
    assertThat(scan.startsRole()).isFalse();
    assertThat(scan.usage()).isEqualTo(new Usage(19, 5, 1, 2, 10, 3, 4, 6, 7));
    assertThat(scan.end()).isEqualTo(ANSWER.length() - 1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"role":"assistant","content":""} | 0 | false
          {"role":"assistant","content":"","refusal":null,"tool_calls":[],"audio":{}} | 0 | false
          {"role":"assistant","content":"abc"} | 3 | false
          {"content":"abc"} | 3 | false
          {"content":"","reasoning_content":"abc"} | 26 | true
          {"content":null,"reasoning":"a","reasoning_details":[{"text":"a"}]} | 53 | true
          {"content":"a","reasoning":"a"} | 17 | false
          {"tool_calls":[{"index":0}]} | 14 | false
          {} | 0 | false
          """)
  void read_delta_tellsWhatItHolds(String delta, int bytes, boolean onlyThinks) {
    AnswerScan scan = scan("{\"choices\":[{\"index\":0,\"delta\":" + delta + "}]}");

    assertThat(scan.producedBytes()).isEqualTo(bytes);
    assertThat(scan.onlyThinks()).isEqualTo(onlyThinks);
  }

  @Test
  void read_insideALargerArray_countsFromItsBeginning() {
    byte[] around = "xx\uFEFF{ } \nyy".getBytes(UTF_8);

    assertThat(AnswerScan.read(new Slice(around, 2, around.length - 2)).end()).isEqualTo(7);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"choices":[{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":null}]} | 1 | 0 | true
          {"choices":[{"index":3,"delta":{"content":"a"}}]} | 1 | 0 | false
          {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}],"usage":null} | 1 | 1 | false
          {"choices":[{"index":0,"delta":{"content":"a"},"finish_reason":""}]} | 1 | 0 | false
          {"choices":[{"index":0,"delta":null,"finish_reason":null}]} | 1 | 0 | false
          {"choices":[{"index":0,"delta":{"role":null,"content":"a"}}]} | 1 | 0 | false
          {"choices":[{"index":-1,"finish_reason":"stop"},{"finish_reason":7}]} | 2 | 1 | false
          {"choices":[],"usage":{"prompt_tokens":1}} | 0 | 0 | false
          {"choices":null} | 0 | 0 | false
          {"choices":{"a":[1]}} | 0 | 0 | false
          {"choices":[null,1,"a",[]]} | 4 | 0 | false
          {"error":null,"choices":[{"finish_reason":"stop"}]} | 1 | 1 | false
          {"error":false,"choices":[]} | 0 | 0 | false
          {"error":"","choices":[]} | 0 | 0 | false
          {} | 0 | 0 | false
          """)
  void read_chunk_countsChoices(String chunk, int choices, int finished, boolean startsRole) {
    AnswerScan scan = scan(chunk);

    assertThat(scan.choices()).isEqualTo(choices);
    assertThat(scan.finished()).isEqualTo(finished);
    assertThat(scan.startsRole()).isEqualTo(startsRole);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"id\":7,\"model\":null}", "{\"id\":{\"a\":1},\"model\":[1]}", "{}"})
  void read_idOrModelIsNoString_isEmpty(String chunk) {
    assertThat(scan(chunk).id()).isEmpty();
    assertThat(scan(chunk).model()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"prompt_tokens":null,"completion_tokens":"7","prompt_tokens_details":null} | 0 | 0
          {"prompt_tokens":-3,"completion_tokens":7.0} | 0 | 7
          {"prompt_tokens":-3.5,"completion_tokens":1e400} | 0 | 4503599627370496
          {"prompt_tokens":6.2,"completion_tokens":1e1} | 7 | 10
          {"prompt_tokens":99999999999999999999,"completion_tokens":7} | 0 | 7
          {"prompt_tokens":9223372036854775807,"completion_tokens":1} | 4503599627370496 | 1
          {"prompt_tokens":[1,{"prompt_tokens":2}],"a":{"prompt_tokens":3,"b":{"prompt_tokens":4}}} | 0 | 0
          {"prompt_tokens_details":{"prompt_tokens":5,"cached_tokens":{"x":1}},"prompt_tokens":6} | 6 | 0
          {} | 0 | 0
          """)
  void read_strangeUsage_countsWhatIsACount(String usage, long prompt, long completion) {
    assertThat(scan("{\"usage\":" + usage + "}").usage()).isEqualTo(Usage.of(prompt, completion));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"id":"a", "usage": {"prompt_tokens":1} ,"x":1} | {"prompt_tokens":1} | true
          {"usage":{}} | {} | false
          {"usage":{"cost":1}} | {"cost":1} | false
          {"usage": null} | null | false
          {"usage":"a\\"b"} | "a\\"b" | false
          {"usage":[1,{}]} | [1,{}] | false
          """)
  void read_usage_hasItsPlace(String chunk, String value, boolean takesCost) {
    byte[] around = (" " + chunk).getBytes(UTF_8);
    AnswerScan scan = AnswerScan.read(new Slice(around, 1, around.length)).movedBy(-1);

    AnswerScan.UsagePlace place = scan.usagePlace();
    assertThat(place).isNotNull();
    assertThat(chunk.substring(place.from(), place.to())).isEqualTo(value);
    assertThat(place.takesCost()).isEqualTo(takesCost);
    assertThat(scan.end()).isEqualTo(chunk.length() - 1);
  }

  @ParameterizedTest
  @CsvSource({"17, 17", "null, 0", "1.5, 0", "\"7\", 0", "99999999999999999999, 0"})
  void read_created_isAWholeNumber(String created, long expected) {
    assertThat(scan("{\"created\":" + created + "}").createdSeconds()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "7", "\"x\"", "[]"})
  void read_usageIsNoObject_isAbsent(String usage) {
    assertThat(scan("{\"usage\":" + usage + "}").usage()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"error":{"message":"m","code":429}} | RATE_LIMITED
          {"choices":[{"finish_reason":"stop"}],"error":{"message":"m"}} | UPSTREAM_ERROR
          {"error":"overheated"} | UPSTREAM_ERROR
          {"error":{}} | UPSTREAM_ERROR
          {"error":[]} | UPSTREAM_ERROR
          {"error":7} | UPSTREAM_ERROR
          {"choices":[{"delta":{"content":""},"finish_reason":"error"}]} | UPSTREAM_ERROR
          {"choices":[{"finish_reason":"error"}],"error":{"code":503}} | OVERLOADED
          """)
  void read_error_isThrown(String chunk, FailureKind expected) {
    assertThatExceptionOfType(FailureException.class)
        .isThrownBy(() -> scan(chunk))
        .satisfies(e -> assertThat(e.failure().kind()).isEqualTo(expected));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "[]",
        "null",
        "7",
        "\"x\"",
        "[DONE]",
        "{",
        "{}{}",
        "{} x",
        "{}]",
        "{\"choices\":[{\"a\":1]}",
        "{\"usage\":{\"a\":1}",
        "{'a':1}"
      })
  void read_notOneJsonObject_isBroken(String text) {
    assertThatExceptionOfType(FailureException.class)
        .isThrownBy(() -> scan(text))
        .withMessage("The provider's answer is not valid JSON.")
        .satisfies(e -> assertThat(e.failure().kind()).isEqualTo(FailureKind.UPSTREAM_BROKEN));
  }

  static IntStream seeds() {
    return Seeds.all();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void read_damagedAnswer_isReadOrAFailure(int seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 50; round++) {
      byte[] damaged = Mutator.damaged(ANSWER, random);
      try {
        AnswerScan scan = AnswerScan.read(Slice.of(damaged));
        assertThat(damaged[scan.end()]).isEqualTo((byte) '}');
      } catch (FailureException e) {
        assertThat(e.failure().kind().status()).isBetween(400, 599);
      }
    }
  }

  private static AnswerScan scan(String json) {
    return AnswerScan.read(Slice.utf8(json));
  }
}
