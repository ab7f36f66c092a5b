package dev.llmapi.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.llmapi.testing.Answer;
import dev.llmapi.testing.Replies;
import dev.llmapi.testing.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers that break: told as an error before the first byte, in band after it. */
final class BrokenContractTest extends ProviderContract {

  private static final Map<String, String> JSON = Map.of("content-type", "application/json");
  private static final Map<String, String> EVENTS = Map.of("content-type", "text/event-stream");
  private static final Map<String, String> HTML = Map.of("content-type", "text/html");
  private static final byte[] PAGE = utf8("<html><body>Sign in</body></html>");
  private static final byte[] NOTHING = {};

  BrokenContractTest() throws IOException {
    super("");
  }

  /** What breaks before anything of an answer is there, streamed or not. */
  // A reply keeps nothing.
  @SuppressWarnings("ImmutableEnumChecker")
  enum Beginning {
    RESET(Replies.reset()),
    CUT((_, line) -> line.cut()),
    CUT_IN_THE_HEADERS(text("HTTP/1.1 200 OK\r\ncontent-ty").then(Replies.cut())),
    NOT_HTTP(text("SSH-2.0-OpenSSH_9.6\r\n\r\n").then(Replies.cut())),
    HTML_PAGE(Replies.whole(200, HTML, PAGE)),
    EMPTY_PAGE(Replies.whole(200, HTML, NOTHING)),
    NO_CONTENT(Replies.whole(204, Map.of(), NOTHING)),
    REDIRECT(Replies.whole(302, Map.of("location", "http://127.0.0.1:1/"), NOTHING)),
    MOVED(Replies.whole(308, Map.of("location", "/elsewhere"), NOTHING)),
    UNKNOWN_ENCODING(
        Replies.whole(
            200, Map.of("content-encoding", "br", "content-type", "application/json"), PAGE));

    private final Reply reply;

    Beginning(Reply reply) {
      this.reply = reply;
    }

    private static Reply text(String text) {
      return (_, line) -> line.text(text);
    }
  }

  @ParameterizedTest(name = "{0}: {1}, stream {2}")
  @MethodSource("beginnings")
  void answer_brokenBeforeItBegan_is502(Subject subject, Beginning beginning, boolean stream)
      throws Exception {
    Answer answer = ask(subject, stream, beginning.reply);
    assertEquals(502, answer.status(), answer.body());
    assertFailure(answer, 502, answer.error().path("code").asText());
    assertFalse(answer.body().contains("Sign in"), answer.body());
    fake().take();
    assertEquals(0, fake().pending(), "no redirect is followed, nothing is sent twice");
  }

  static Stream<Arguments> beginnings() {
    List<Arguments> rows = new ArrayList<>();
    for (Subject subject : Subject.values()) {
      for (Beginning beginning : Beginning.values()) {
        rows.add(Arguments.of(subject, beginning, false));
        rows.add(Arguments.of(subject, beginning, true));
      }
    }
    return rows.stream();
  }

  @ParameterizedTest
  @EnumSource
  void whole_emptyBody_is502(Subject subject) throws Exception {
    assertFailure(ask(subject, false, Replies.whole(200, JSON, NOTHING)), 502, "upstream_broken");
  }

  @ParameterizedTest
  @EnumSource
  void whole_emptyObject_is502(Subject subject) throws Exception {
    assertFailure(ask(subject, false, Replies.json("{}")), 502, "upstream_broken");
  }

  @ParameterizedTest
  @EnumSource
  void whole_malformedJson_is502(Subject subject) throws Exception {
    String whole = subject.dialect().whole();
    Answer answer = ask(subject, false, Replies.json(whole.substring(0, whole.length() - 9)));
    assertFailure(answer, 502, "upstream_broken");
  }

  @ParameterizedTest
  @EnumSource
  void whole_shorterThanItsLength_is502(Subject subject) throws Exception {
    Answer answer =
        ask(subject, false, Replies.openJson(subject.dialect().whole()).then(Replies.cut()));
    assertFailure(answer, 502, "upstream_broken");
  }

  @ParameterizedTest
  @EnumSource
  void whole_malformedChunks_is502(Subject subject) throws Exception {
    Reply malformed =
        (_, line) -> {
          line.head(
              200, Map.of("content-type", "application/json", "transfer-encoding", "chunked"));
          line.chunk(subject.dialect().whole());
          line.text("zz\r\n");
          line.cut();
        };
    assertFailure(ask(subject, false, malformed), 502, "upstream_broken");
  }

  @ParameterizedTest
  @EnumSource
  void whole_damagedGzip_is502(Subject subject) throws Exception {
    Answer answer =
        ask(
            subject,
            false,
            Replies.whole(
                200,
                Map.of("content-type", "application/json", "content-encoding", "gzip"),
                utf8("this is not gzip")));
    assertFailure(answer, 502, "upstream_broken");
  }

  @ParameterizedTest
  @EnumSource
  void stream_emptyBody_is502(Subject subject) throws Exception {
    assertFailure(ask(subject, true, Replies.whole(200, EVENTS, NOTHING)), 502, "upstream_broken");
  }

  @ParameterizedTest
  @EnumSource
  void stream_endsBeforeItsAnswerDoes_isToldInBand(Subject subject) throws Exception {
    Answer answer = ask(subject, true, Replies.stream(subject.dialect().opening()));
    assertToldAsBroken(answer, "upstream_broken");
  }

  @ParameterizedTest
  @EnumSource
  void stream_cutInMidAnswer_isToldInBand(Subject subject) throws Exception {
    Answer answer =
        ask(subject, true, Replies.openStream(subject.dialect().opening()).then(Replies.cut()));
    assertToldAsBroken(answer, "upstream_broken");
  }

  @ParameterizedTest
  @EnumSource
  void stream_malformedChunkFraming_isToldInBand(Subject subject) throws Exception {
    Answer answer =
        ask(
            subject,
            true,
            Replies.openStream(subject.dialect().opening())
                .then((_, line) -> line.text("zz\r\nnonsense"))
                .then(Replies.cut()));
    assertToldAsBroken(answer, "upstream_broken");
  }

  @ParameterizedTest
  @EnumSource
  void stream_malformedJsonInAnEvent_isToldInBand(Subject subject) throws Exception {
    List<String> events = new ArrayList<>(subject.dialect().opening());
    events.add("data: {\"type\":\"content_block_delta\",\"choices\":[{\n\n");
    events.addAll(subject.dialect().ending());
    assertToldAsBroken(ask(subject, true, Replies.stream(events)), "upstream_broken");
  }

  @ParameterizedTest
  @EnumSource
  void stream_terminatorWithoutAnEnd_isToldInBand(Subject subject) throws Exception {
    List<String> events = new ArrayList<>(subject.dialect().opening());
    events.add("data: [DONE]\n\n");
    assertToldAsBroken(ask(subject, true, Replies.stream(events)), "upstream_broken");
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
