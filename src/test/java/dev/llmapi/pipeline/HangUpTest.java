package dev.llmapi.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.llmapi.testing.Answer;
import dev.llmapi.testing.RawClient;
import dev.llmapi.testing.Replies;
import dev.llmapi.testing.Reply;
import dev.llmapi.testing.TestGateway;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client that hangs up ends the upstream call, whatever the gateway waits for. */
final class HangUpTest extends PipelineFixture {

  HangUpTest() throws IOException {
    super("");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void client_goneWhileTheProviderIsSilent_endsTheCall(boolean stream) throws Exception {
    first().plan(Replies.silence());
    try (RawClient _ = open("any", stream)) {
      first().take();
    }
    first().awaitHangUp();
    assertEquals(0, second().pending(), "nobody else is tried");
  }

  @Test
  void client_goneBehindTheHeaders_endsTheCall() throws Exception {
    first().plan(Replies.openStream(List.of()).then(Replies.silence()));
    try (RawClient _ = open("any", true)) {
      first().take();
    }
    first().awaitHangUp();
    assertEquals(0, second().pending(), "nobody else is tried");
  }

  @Test
  void client_goneInMidStreamWhileTheProviderIsSilent_endsTheCall() throws Exception {
    first().plan(Replies.openStream(OPENING).then(Replies.silence()));
    try (RawClient client = open("any", true)) {
      client.readHead();
      client.readUntil("Hello");
    }
    first().awaitHangUp();
  }

  @Test
  void client_goneInMidStreamWhileTheProviderTalks_endsTheCall() throws Exception {
    Reply endless =
        (_, line) -> {
          while (true) {
            line.chunk(OPENING.get(1));
          }
        };
    first().plan(Replies.openStream(OPENING).then(endless));
    try (RawClient client = open("any", true)) {
      client.readHead();
      client.readUntil("Hello");
    }
    first().awaitHangUp();
  }

  @Test
  void client_goneInMidstOfAWholeAnswer_endsTheCall() throws Exception {
    first().plan(Replies.openJson("{\"id\":").then(Replies.silence()));
    try (RawClient _ = open("any", false)) {
      first().take();
    }
    first().awaitHangUp();
  }

  @Test
  void requests_sentWhileACallIsLong_areAnsweredInOrder() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    first().plan(Replies.until(gate).then(good(false)));
    first().plan(good(false));
    try (RawClient client = open("first/a", false)) {
      first().take();
      client.post(
          "/v1/chat/completions",
          "authorization: Bearer " + TestGateway.KEY + "\n",
          TestGateway.question("first/b", false));
      gate.countDown();
      Answer one = client.readAnswer();
      Answer two = client.readAnswer();
      assertEquals("first/a", one.header("x-llmapi-model").orElse(""));
      assertEquals("first/b", two.header("x-llmapi-model").orElse(""));
    }
  }

  @Test
  void requests_afterALongCall_areAnswered() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    first().plan(Replies.until(gate).then(good(false)));
    first().plan(good(true));
    try (RawClient client = open("first/a", false)) {
      first().take();
      gate.countDown();
      assertEquals(200, client.readAnswer().status());
      client.post(
          "/v1/chat/completions",
          "authorization: Bearer " + TestGateway.KEY + "\n",
          TestGateway.question("first/b", true));
      assertTrue(client.readAnswer().isDone());
    }
  }
}
