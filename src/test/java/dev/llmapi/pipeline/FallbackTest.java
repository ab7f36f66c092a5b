package dev.llmapi.pipeline;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.llmapi.testing.Answer;
import dev.llmapi.testing.Replies;
import dev.llmapi.testing.Reply;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is tried next, and when nobody is. */
final class FallbackTest extends PipelineFixture {

  FallbackTest() throws IOException {
    super("timeouts: {first_byte: 400ms, idle: 400ms}");
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 402, 403, 404, 408, 429, 500, 502, 503, 504, 529})
  void status_thatAnotherMayNotGive_triesTheNext(int status) throws Exception {
    for (boolean stream : new boolean[] {false, true}) {
      first().plan(status(status));
      second().plan(good(stream));
      assertAnsweredBySecond(chat("any", stream));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 413, 422})
  void status_ofTheCallersOwnFault_endsThere(int status) throws Exception {
    first().plan(status(status));
    Answer answer = chat("any", false);
    assertEquals(status, answer.status(), answer.body());
    assertEquals("1", answer.header("x-llmapi-attempts").orElse(""));
    assertEquals(0, second().pending());
  }

  @ParameterizedTest
  @CsvSource({
    "context_length_exceeded, true",
    "insufficient_quota, true",
    "content_policy_violation, false",
    "invalid_value, false"
  })
  void code_ofA400_decides(String code, boolean triesNext) throws Exception {
    first()
        .plan(
            Replies.json(
                400, Map.of(), "{\"error\":{\"message\":\"no\",\"code\":\"" + code + "\"}}"));
    second().plan(good(false));
    Answer answer = chat("any", false);
    assertEquals(triesNext ? 200 : 400, answer.status(), answer.body());
    assertEquals(triesNext ? "second/b" : "first/a", answer.header("x-llmapi-model").orElse(""));
  }

  /** What may go wrong before a stream's first event, or within a short whole answer. */
  // A reply keeps nothing.
  @SuppressWarnings("ImmutableEnumChecker")
  enum Breach {
    RESET(Replies.reset(), Replies.reset()),
    SILENCE(Replies.silence(), Replies.silence()),
    CUT(
        Replies.openJson("{\"id\":").then(Replies.cut()),
        Replies.openStream(List.of()).then(Replies.cut())),
    STALL(
        Replies.openJson("{").then(Replies.silence()),
        Replies.openStream(List.of()).then(Replies.silence())),
    EMPTY(Replies.json("{}"), Replies.stream(List.of())),
    ERROR(
        Replies.json("{\"error\":{\"message\":\"no\"}}"),
        Replies.stream(List.of("data: {\"error\":{\"message\":\"no\"}}\n\n"))),
    NOT_JSON(Replies.json("hello"), Replies.stream(List.of("data: hello\n\n")));

    private final Reply whole;
    private final Reply streamed;

    Breach(Reply whole, Reply streamed) {
      this.whole = whole;
      this.streamed = streamed;
    }
  }

  @ParameterizedTest
  @EnumSource
  void answer_brokenBeforeItsFirstByte_triesTheNext(Breach breach) throws Exception {
    for (boolean stream : new boolean[] {false, true}) {
      first().plan(stream ? breach.streamed : breach.whole);
      second().plan(good(stream));
      assertAnsweredBySecond(chat("any", stream));
    }
  }

  @Test
  void stream_brokenBehindItsFirstEvent_isNotTriedElsewhere() throws Exception {
    first().plan(Replies.openStream(OPENING).then(Replies.cut()));
    Answer answer = chat("any", true);
    assertFalse(answer.isDone());
    assertEquals("upstream_broken", answer.chunks().getLast().path("error").path("code").asText());
    assertEquals(0, second().pending());
  }

  @Test
  void whole_longAndBrokenOff_cutsTheClientsConnection() throws Exception {
    String longAnswer = ANSWER.replace("Hello", "Hello".repeat(40_000));
    first()
        .plan((_, line) -> {
          line.head(
              200,
              Map.of(
                  "content-type", "application/json", "content-length", "" + longAnswer.length()));
          line.text(longAnswer.substring(0, 150_000));
          line.cut();
        });
    Answer answer = chat("any", false);
    assertFalse(answer.whole(), "HTTP says that it is not whole");
    assertEquals(0, second().pending());
  }

  @Test
  void all_fail_tellsTheLastFailure() throws Exception {
    first().plan(status(500));
    second().plan(status(429));
    third().plan(status(503));
    Answer answer = chat("all", false);
    assertEquals(503, answer.status(), answer.body());
    assertEquals("3", answer.header("x-llmapi-attempts").orElse(""));
    assertEquals("third/c", answer.header("x-llmapi-model").orElse(""));
  }

  @Test
  void alias_ofAnotherFormat_isTranslatedOnFallback() throws Exception {
    first().plan(status(500));
    second().plan(Replies.reset());
    third()
        .plan(
            Replies.json(
                "{\"id\":\"m\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"c\",\"content\":[{\"type\":\"text\",\"text\":\"Hi\"}],\"stop_reason\":\"end_turn\",\"usage\":{\"input_tokens\":1,\"output_tokens\":1}}"));
    Answer answer = chat("all", false);
    assertEquals(200, answer.status(), answer.body());
    assertEquals("Hi", answer.json().at("/choices/0/message/content").asText());
    assertEquals("3", answer.header("x-llmapi-attempts").orElse(""));
  }

  private static void assertAnsweredBySecond(Answer answer) {
    assertEquals(200, answer.status(), answer.body());
    assertAll(
        () -> assertTrue(answer.body().contains("Hello"), answer.body()),
        () -> assertEquals("second/b", answer.header("x-llmapi-model").orElse("")),
        () -> assertEquals("2", answer.header("x-llmapi-attempts").orElse("")));
  }
}
