package dev.llmapi.provider.sandbox;

import static dev.llmapi.provider.sandbox.TestSandbox.chat;
import static dev.llmapi.provider.sandbox.TestSandbox.parse;
import static dev.llmapi.provider.sandbox.TestSandbox.text;
import static dev.llmapi.provider.sandbox.TestSandbox.textUntilBroken;
import static dev.llmapi.provider.sandbox.TestSandbox.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.llmapi.model.FailureException;
import dev.llmapi.model.Slice;
import dev.llmapi.wire.openai.AnswerScan;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SandboxFaultTest {
  private final TestSandbox sandbox = new TestSandbox();

  @ParameterizedTest
  @CsvSource({
    "fault-429,429,rate_limit_error,2",
    "fault-500,500,server_error,",
    "fault-503,503,service_unavailable_error,1"
  })
  void answer_statusFault_isAnError(String model, int status, String type, String retryAfter) {
    for (var stream : new String[] {"false", "true"}) {
      var reply = sandbox.reply(with(chat("sandbox/" + model, "Hi"), "stream", stream).toString());
      assertThat(reply.status()).isEqualTo(status);
      assertThat(reply.headers().get("retry-after")).isEqualTo(retryAfter);
      assertThat(parse(text(reply)).at("/error/type").asText()).isEqualTo(type);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"fault-cut", "fault-malformed"})
  void stream_brokenFault_neverFinishes(String model) {
    var reply = sandbox.reply(with(chat("sandbox/" + model, "Hi"), "stream", "true").toString());
    var events = TestSandbox.events(textUntilBroken(reply));
    assertThat(reply.status()).isEqualTo(200);
    assertThat(events).hasSizeGreaterThan(5);
    if (model.equals("fault-cut")) {
      assertThat(events).noneMatch(event -> event.contains("\"stop\"") || event.equals("[DONE]"));
    } else {
      assertThat(events).anySatisfy(SandboxFaultTest::assertBroken);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"fault-cut", "fault-malformed"})
  void whole_brokenFault_isNoJson(String model) {
    assertBroken(textUntilBroken(sandbox.reply(chat("sandbox/" + model, "Hi").toString())));
  }

  @Test
  void stream_slowFault_waitsLongAndThenDrips() {
    var events = sandbox.events(chat("sandbox/fault-slow", "Hi"));
    assertThat(events.getLast()).isEqualTo("[DONE]");
    assertThat(sandbox.waited())
        .isEqualTo(Duration.ofSeconds(30).plusMillis(500L * (events.size() - 1)));
  }

  @Test
  void stream_stallFault_fallsSilentInTheMiddle() {
    assertThat(sandbox.events(chat("sandbox/fault-stall", "Hi")).getLast()).isEqualTo("[DONE]");
    assertThat(sandbox.waited()).isGreaterThan(Duration.ofMinutes(10));
  }

  private static void assertBroken(String json) {
    var bytes = json.getBytes(StandardCharsets.UTF_8);
    assertThatExceptionOfType(FailureException.class)
        .isThrownBy(() -> AnswerScan.read(new Slice(bytes, 0, bytes.length)));
  }
}
