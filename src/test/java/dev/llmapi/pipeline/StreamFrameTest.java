package dev.llmapi.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmapi.testing.Answer;
import dev.llmapi.testing.Replies;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams of hosts that keep OpenAI's frame loosely leave in OpenAI's own. */
final class StreamFrameTest extends PipelineFixture {

  private static final String USAGE_ASKED = ",\"stream_options\":{\"include_usage\":true}";
  private static final String USAGE =
      "\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2,\"total_tokens\":5,\"queue_time\":0.5}";

  StreamFrameTest() throws IOException {
    super("prices: {\"first/*\": {input: 1, output: 1}}");
  }

  private static String data(String members) {
    return "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":7,\"model\":\"m\",%s}\n\n"
        .formatted(members);
  }

  private static String choice(int index, String delta, String finish, String more) {
    return data(
        "\"choices\":[{\"index\":%d,\"delta\":%s,\"finish_reason\":%s}]%s"
            .formatted(index, delta, finish, more));
  }

  private static String text(int index, String text) {
    return choice(index, "{\"role\":\"assistant\",\"content\":\"%s\"}".formatted(text), "null", "");
  }

  private static String end(int index) {
    return choice(index, "{}", "\"stop\"", "");
  }

  private Answer stream(String more, String... events) throws IOException {
    first().plan(Replies.stream(Arrays.asList(events)));
    return chat("first/a", true, more);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", USAGE_ASKED})
  void usageInTheLastChunk_staysThere(String more) throws IOException {
    Answer answer = stream(more, text(0, "a"), choice(0, "{}", "\"stop\"", "," + USAGE));

    JsonNode last = answer.chunks().getLast();
    assertThat(last.at("/choices/0/finish_reason").textValue()).isEqualTo("stop");
    assertThat(last.at("/usage/queue_time").doubleValue()).isEqualTo(0.5);
    assertThat(last.at("/usage/cost").decimalValue()).isEqualByComparingTo("0.000005");
    assertThat(answer.chunks()).hasSize(2);
  }

  @Test
  void usageBeforeTheEnd_asked_isToldAtTheEnd() throws IOException {
    Answer answer = stream(USAGE_ASKED, data("\"choices\":[]," + USAGE), text(0, "a"), end(0));

    assertThat(answer.chunks().getFirst().path("choices")).hasSize(1);
    JsonNode last = answer.chunks().getLast();
    assertThat(last.path("choices")).isEmpty();
    assertThat(last.at("/usage/total_tokens").intValue()).isEqualTo(5);
    assertThat(last.path("id").textValue()).isEqualTo("c");
    assertThat(last.path("created").intValue()).isEqualTo(7);
    assertThat(last.at("/llmapi/estimated").booleanValue()).isFalse();
  }

  @Test
  void usageToldTwice_asked_isToldOnce() throws IOException {
    String usage = data("\"choices\":[]," + USAGE);
    Answer answer = stream(USAGE_ASKED, text(0, "a"), end(0), usage, usage);

    assertThat(answer.chunks().stream().filter(chunk -> chunk.hasNonNull("usage"))).hasSize(1);
    assertThat(answer.isDone()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "data: {\"choices\":[],\"usage\":{}}\n\n"})
  void usageNotTold_asked_isEstimated(String last) throws IOException {
    Answer answer = stream(USAGE_ASKED, text(0, "abcdef"), end(0), last);

    JsonNode chunk = answer.chunks().getLast();
    assertThat(chunk.path("choices")).isEmpty();
    assertThat(chunk.at("/usage/prompt_tokens").intValue()).isPositive();
    assertThat(chunk.at("/usage/completion_tokens").intValue()).isEqualTo(2);
    assertThat(chunk.at("/usage/cost").decimalValue()).isPositive();
    assertThat(chunk.at("/llmapi/estimated").booleanValue()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ",\"usage\":null", ",\"usage\":{}"})
  void whole_usageNotTold_isEstimated(String usage) throws IOException {
    first()
        .plan(
            Replies.json(
                "{\"id\":\"c\",\"choices\":[{\"index\":0,\"message\":{\"content\":\"abcdef\"},\"finish_reason\":\"stop\"}]%s}"
                    .formatted(usage)));

    Answer answer = chat("first/a", false);
    assertThat(answer.json().at("/usage/completion_tokens").intValue()).isPositive();
    assertThat(answer.json().at("/usage/cost").decimalValue()).isPositive();
    assertThat(answer.json().at("/llmapi/estimated").booleanValue()).isTrue();
    assertThat(answer.body().split("\"usage\"", -1)).hasSize(2);
  }

  @Test
  void secondChoice_notBegunWhenTheHostFallsSilent_isMissed() throws IOException {
    Answer answer = stream(",\"n\":2", text(0, "a"), end(0));

    assertThat(answer.isDone()).isFalse();
    assertThat(answer.chunks().getLast().at("/error/code").textValue())
        .isEqualTo("upstream_broken");
  }

  @Test
  void secondChoice_notMadeByAHostThatIsDone_isNotMissed() throws IOException {
    assertThat(stream(",\"n\":2", text(0, "a"), end(0), "data: [DONE]\n\n").isDone()).isTrue();
  }

  @Test
  void choices_withoutARole_getOneEach() throws IOException {
    Answer answer =
        stream(
            ",\"n\":2",
            choice(1, "{\"role\":null,\"content\":\"b\"}", "null", ""),
            choice(0, "{\"content\":\"a\"}", "null", ""),
            end(0),
            end(1));

    List<JsonNode> chunks = answer.chunks();
    for (int at : List.of(0, 2)) {
      assertThat(chunks.get(at).at("/choices/0/delta/role").textValue()).isEqualTo("assistant");
      assertThat(chunks.get(at).path("created").intValue()).isEqualTo(7);
      assertThat(chunks.get(at).at("/choices/0/index"))
          .isEqualTo(chunks.get(at + 1).at("/choices/0/index"));
    }
    assertThat(answer.isDone()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"data:\n\n", "data: \n\n", "data:   \n\n"})
  void emptyEvents_areNoAnswer(String empty) throws IOException {
    Answer answer = stream("", empty, text(0, "a"), empty, end(0), empty, "data: [DONE]\n\n");

    assertThat(answer.streamedText()).isEqualTo("a");
    assertThat(answer.isDone()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"message\":\"sk-secret\",\"code\":429}",
        "{\"error\":{\"message\":\"sk-secret\",\"type\":\"rate_limit_error\"}}"
      })
  void errorEvent_isToldAtOnce(String error) throws IOException {
    Answer answer = stream("", text(0, "a"), "event: error\ndata: " + error + "\n\n", end(0));

    assertThat(answer.chunks()).hasSize(2);
    assertThat(answer.chunks().getLast().at("/error/code").textValue())
        .isEqualTo("rate_limit_exceeded");
    assertThat(answer.body()).doesNotContain("sk-secret");
    assertThat(answer.isDone()).isFalse();
  }

  @Test
  void errorEvent_first_isAStatus() throws IOException {
    Answer answer = stream("", "event: error\ndata: overheated sk-secret\n\n", text(0, "a"));

    assertThat(answer.status()).isEqualTo(502);
    assertThat(answer.body()).doesNotContain("sk-secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"error\":{\"message\":\"no\",\"code\":429}}"})
  void jsonErrorInPlaceOfAStream_isToldAsWhatItIs(String error) throws IOException {
    first().plan(Replies.json(error));
    assertThat(chat("first/a", true).error().path("code").textValue())
        .isEqualTo("rate_limit_exceeded");
  }

  @Test
  void jsonAnswerInPlaceOfAStream_isBroken() throws IOException {
    first().plan(good(false));
    assertThat(chat("first/a", true).error().path("code").textValue()).isEqualTo("upstream_broken");
  }
}
