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

  @Test
  void stream_failsBehindAComment_isTriedElsewhere() throws Exception {
    Answer answer = afterAComment(good(true));
    assertTrue(answer.isDone(), answer.body());
    assertEquals("Hello", answer.streamedText());
  }

  @Test
  void stream_allFailBehindAComment_isToldInBand() throws Exception {
    Answer answer = afterAComment(status(503));
    assertEquals(200, answer.status());
    assertEquals(
        "server_is_overloaded",
        answer.chunks().getLast().at("/error/code").asText(),
        answer.body());
    assertEquals(false, answer.isDone());
  }

  private Answer afterAComment(Reply next) throws Exception {
    CountDownLatch released = new CountDownLatch(1);
    first().plan(Replies.openStream(List.of()).then(Replies.until(released)).then(Replies.cut()));
    second().plan(next);
    try (RawClient client = open("any", true)) {
      Answer.Head head = client.readHead();
      String comment = client.readUntil(": keep-alive");
      released.countDown();
      return client.readRest(head, comment);
    }
  }
}
