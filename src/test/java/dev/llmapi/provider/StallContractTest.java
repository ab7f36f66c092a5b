package dev.llmapi.provider;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.llmapi.testing.Answer;
import dev.llmapi.testing.ClosedPort;
import dev.llmapi.testing.Replies;
import dev.llmapi.testing.Reply;
import dev.llmapi.testing.TestGateway;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Providers that are not there, or stop. Each test waits for what the gateway does about it, never
 * for a time; the upstream call is seen to end.
 */
final class StallContractTest extends ProviderContract {

  StallContractTest() throws IOException {
    super("timeouts: {first_byte: 300ms, idle: 300ms}");
  }

  @ParameterizedTest
  @EnumSource
  void whole_silentBeforeItsHeaders_is504(Subject subject) throws Exception {
    assertFailure(ask(subject, false, Replies.silence()), 504, "upstream_timeout");
    fake().awaitHangUp();
  }

  @ParameterizedTest
  @EnumSource
  void stream_silentBeforeItsHeaders_is504(Subject subject) throws Exception {
    assertFailure(ask(subject, true, Replies.silence()), 504, "upstream_timeout");
    fake().awaitHangUp();
  }

  @ParameterizedTest
  @EnumSource
  void stream_silentBehindItsHeaders_is504(Subject subject) throws Exception {
    Reply stalled = Replies.openStream(List.of()).then(Replies.silence());
    assertFailure(ask(subject, true, stalled), 504, "upstream_timeout");
    fake().awaitHangUp();
  }

  @ParameterizedTest
  @EnumSource
  void whole_stopsInMidAnswer_is504(Subject subject) throws Exception {
    Reply stalled = Replies.openJson("{\"id\":").then(Replies.silence());
    assertFailure(ask(subject, false, stalled), 504, "upstream_timeout");
    fake().awaitHangUp();
  }

  @ParameterizedTest
  @EnumSource
  void stream_stopsInMidAnswer_isToldInBand(Subject subject) throws Exception {
    Answer answer =
        ask(subject, true, Replies.openStream(subject.dialect().opening()).then(Replies.silence()));
    assertToldAsBroken(answer, "upstream_timeout");
    fake().awaitHangUp();
  }

  @ParameterizedTest
  @EnumSource
  void anyCall_connectionRefused_is502(Subject subject) throws Exception {
    String nowhere = "http://127.0.0.1:" + ClosedPort.number();
    try (TestGateway gateway =
        TestGateway.start(Subject.yaml(nowhere, ""), Map.of("TEST_KEY", "unused"))) {
      for (boolean stream : new boolean[] {false, true}) {
        Answer answer = gateway.chat(TestGateway.question(subject.model(), stream));
        assertFailure(answer, 502, "upstream_unreachable");
        assertTrue(answer.body().contains("connection refused"), answer.body());
      }
    }
  }
}
