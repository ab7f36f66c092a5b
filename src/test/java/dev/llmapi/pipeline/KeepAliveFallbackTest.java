package dev.llmapi.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.llmapi.testing.Answer;
import dev.llmapi.testing.RawClient;
import dev.llmapi.testing.Replies;
import dev.llmapi.testing.Reply;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** A comment opens a stream, and commits to nobody. */
final class KeepAliveFallbackTest extends PipelineFixture {

  KeepAliveFallbackTest() throws IOException {
    super("server: {keep_alive_comment: 50ms}");
  }

  /** A host that says nothing at all, as one does that has to load its model first. */
  private static Reply late(CountDownLatch released, Reply then) {
    return Replies.until(released).then(then);
  }

  private static Reply cutBehindItsHead(CountDownLatch released) {
    return Replies.openStream(List.of()).then(Replies.until(released)).then(Replies.cut());
  }

  @Test
  void stream_ofALateHost_isWhole() throws Exception {
    CountDownLatch released = new CountDownLatch(1);
    Answer answer = afterAComment(released, late(released, good(true)), good(true));
    assertTrue(answer.isDone(), answer.body());
    assertEquals("Hello", answer.streamedText());
    assertEquals("first/a", answer.header("x-llmapi-model").orElse(""));
  }

  @Test
  void stream_ofALateHostThatFails_isTriedElsewhere() throws Exception {
    CountDownLatch released = new CountDownLatch(1);
    Answer answer = afterAComment(released, late(released, status(500)), good(true));
    assertTrue(answer.isDone(), answer.body());
    assertEquals("Hello", answer.streamedText());
  }

  @Test
  void stream_failsBehindAComment_isTriedElsewhere() throws Exception {
    CountDownLatch released = new CountDownLatch(1);
    Answer answer = afterAComment(released, cutBehindItsHead(released), good(true));
    assertTrue(answer.isDone(), answer.body());
    assertEquals("Hello", answer.streamedText());
  }

  @Test
  void stream_allFailBehindAComment_isToldInBand() throws Exception {
    CountDownLatch released = new CountDownLatch(1);
    Answer answer = afterAComment(released, cutBehindItsHead(released), status(503));
    assertEquals(200, answer.status());
    assertEquals(
        "server_is_overloaded",
        answer.chunks().getLast().at("/error/code").asText(),
        answer.body());
    assertEquals(false, answer.isDone());
  }

  private Answer afterAComment(CountDownLatch released, Reply one, Reply next) throws Exception {
    first().plan(one);
    second().plan(next);
    try (RawClient client = open("any", true)) {
      Answer.Head head = client.readHead();
      String comment = client.readUntil(": keep-alive");
      released.countDown();
      return client.readRest(head, comment);
    }
  }
}
