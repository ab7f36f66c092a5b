package dev.llmapi.provider;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmapi.testing.Answer;
import dev.llmapi.testing.Received;
import dev.llmapi.testing.Replies;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Answers that are in order, however they come. */
final class AnswerContractTest extends ProviderContract {

  private static final int HUGE_BYTES = 20 << 20;
  private static final String EVENTS = "text/event-stream";

  AnswerContractTest() throws IOException {
    super("");
  }

  @ParameterizedTest
  @EnumSource
  void whole_answered_inOpenAisShape(Subject subject) throws Exception {
    assertHello(subject, ask(subject, false, Replies.json(subject.dialect().whole())));
    assertCalled(subject, false, fake().take());
  }

  @ParameterizedTest
  @EnumSource
  void whole_chunkedByTheProvider_inOpenAisShape(Subject subject) throws Exception {
    byte[] body = subject.dialect().whole().getBytes(StandardCharsets.UTF_8);
    assertHello(subject, ask(subject, false, Replies.chunkedJson(body)));
  }

  @ParameterizedTest
  @EnumSource
  void stream_answered_inOpenAisFraming(Subject subject) throws Exception {
    Answer answer = ask(subject, true, Replies.stream(subject.dialect().stream()));
    assertStreamedHello(answer);
    assertEquals(EVENTS, answer.header("content-type").orElse("").split(";", 2)[0]);
    assertCalled(subject, true, fake().take());
  }

  @ParameterizedTest
  @EnumSource
  void stream_withoutItsTerminator_isForgiven(Subject subject) throws Exception {
    assertStreamedHello(ask(subject, true, Replies.stream(subject.dialect().unterminated())));
  }

  @ParameterizedTest
  @EnumSource
  void stream_resetBehindItsEnd_isForgiven(Subject subject) throws Exception {
    assertStreamedHello(
        ask(
            subject,
            true,
            Replies.openStream(subject.dialect().unterminated()).then(Replies.cut())));
  }

  @ParameterizedTest
  @EnumSource
  void stream_eventsTwiceBehindItsEnd_endsOnce(Subject subject) throws Exception {
    List<String> events = new ArrayList<>(subject.dialect().stream());
    events.addAll(subject.dialect().ending());
    events.add(subject.dialect().terminator());
    Answer answer = ask(subject, true, Replies.stream(events));
    assertStreamedHello(answer);
    assertEquals(1, answer.events().stream().filter(data -> data.equals("[DONE]")).count());
  }

  @ParameterizedTest
  @EnumSource
  void whole_gzip_isUnpacked(Subject subject) throws Exception {
    assertHello(
        subject, ask(subject, false, Replies.gzip("application/json", subject.dialect().whole())));
  }

  @ParameterizedTest
  @EnumSource
  void stream_gzip_isUnpacked(Subject subject) throws Exception {
    assertStreamedHello(
        ask(subject, true, Replies.gzip(EVENTS, String.join("", subject.dialect().stream()))));
  }

  @ParameterizedTest
  @EnumSource
  void whole_slowDrip_succeeds(Subject subject) throws Exception {
    assertHello(
        subject,
        ask(
            subject,
            false,
            Replies.drip(
                "application/json", subject.dialect().whole(), Duration.ofNanos(200_000))));
  }

  @ParameterizedTest
  @EnumSource
  void stream_slowDrip_succeeds(Subject subject) throws Exception {
    String events = String.join("", subject.dialect().stream());
    assertStreamedHello(
        ask(subject, true, Replies.drip(EVENTS, events, Duration.ofNanos(200_000))));
  }

  @ParameterizedTest
  @EnumSource
  void whole_twentyMegabytesInALine_arriveUnchanged(Subject subject) throws Exception {
    String huge = "QUJD".repeat(HUGE_BYTES / 4);
    String body = subject.dialect().hugeWhole().replace("%s", huge);
    Answer answer = ask(subject, false, Replies.json(body));
    assertTrue(answer.whole());
    assertTrue(
        answer.json().path("choices").path(0).path("message").toString().contains(huge),
        "the bytes are there");
    assertTrue(answer.json().has("llmapi"), "the receipt is there");
  }

  @ParameterizedTest
  @EnumSource
  void stream_twentyMegabytesInALine_arriveUnchanged(Subject subject) throws Exception {
    String huge = "QUJD".repeat(HUGE_BYTES / 4);
    List<String> events = new ArrayList<>(subject.dialect().opening());
    events.add(subject.dialect().hugeEvent().replace("%s", huge));
    events.addAll(subject.dialect().ending());
    Answer answer = ask(subject, true, Replies.stream(events));
    assertTrue(answer.isDone());
    assertTrue(answer.body().contains(huge), "the bytes are there");
  }

  private static void assertHello(Subject subject, Answer answer) {
    assertEquals(200, answer.status(), answer.body());
    JsonNode json = answer.json();
    JsonNode choice = json.path("choices").path(0);
    assertAll(
        () -> assertTrue(answer.whole()),
        () -> assertEquals("application/json", answer.header("content-type").orElse("")),
        () -> assertEquals("chat.completion", json.path("object").asText()),
        () -> assertEquals("Hello there", choice.path("message").path("content").asText()),
        () -> assertEquals("stop", choice.path("finish_reason").asText()),
        () -> assertEquals(5, json.path("usage").path("total_tokens").asInt(), answer.body()),
        () -> assertEquals(subject.model(), json.path("llmapi").path("model").asText()),
        () -> assertEquals(subject.model(), answer.header("x-llmapi-model").orElse("")),
        () -> assertEquals(subject.provider(), answer.header("x-llmapi-provider").orElse("")),
        () -> assertEquals("1", answer.header("x-llmapi-attempts").orElse("")));
  }

  private static void assertStreamedHello(Answer answer) {
    assertEquals(200, answer.status(), answer.body());
    List<JsonNode> chunks = answer.chunks();
    assertAll(
        () -> assertTrue(answer.whole()),
        () -> assertTrue(answer.isDone(), answer.body()),
        () -> assertEquals("Hello there", answer.streamedText(), answer.body()),
        () -> assertEquals("assistant", delta(chunks.getFirst()).path("role").asText()),
        () ->
            assertEquals(
                List.of("stop"),
                chunks.stream()
                    .map(chunk -> chunk.path("choices").path(0).path("finish_reason"))
                    .filter(JsonNode::isTextual)
                    .map(JsonNode::asText)
                    .toList(),
                answer.body()),
        () -> assertTrue(chunks.getLast().has("llmapi"), "the receipt is in the last chunk"));
  }

  private static JsonNode delta(JsonNode chunk) {
    return chunk.path("choices").path(0).path("delta");
  }

  private static void assertCalled(Subject subject, boolean stream, Received call) {
    assertAll(
        () -> assertEquals("POST", call.method()),
        () -> assertEquals(subject.path(stream), call.path()),
        () -> assertEquals(subject.keyValue(), call.header(subject.keyHeader()).orElse("")),
        () -> assertEquals("application/json", call.header("content-type").orElse("")));
  }
}
