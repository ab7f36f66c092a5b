package dev.llmapi.provider.sandbox;

import static dev.llmapi.provider.sandbox.TestSandbox.chat;
import static dev.llmapi.provider.sandbox.TestSandbox.text;
import static dev.llmapi.provider.sandbox.TestSandbox.with;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SandboxPaceTest {
  private static final SandboxSettings PACE =
      SandboxSettings.defaults().withPace(Duration.ofMillis(300), 50);

  @Test
  void read_stream_waitsBeforeTheFirstTokenAndBetweenAll() {
    var sandbox = new TestSandbox(PACE);
    var events = sandbox.events(chat("Hello!"));
    assertThat(sandbox.waited()).isEqualTo(Duration.ofMillis(300 + 20L * (events.size() - 1)));
  }

  @Test
  void read_whole_waitsOnce() {
    var sandbox = new TestSandbox(PACE);
    var reply = sandbox.reply(chat("Hello!").toString());
    assertThat(sandbox.waited()).isZero();
    assertThat(text(reply)).isNotEmpty();
    assertThat(sandbox.waited()).isEqualTo(Duration.ofMillis(300));
  }

  @Test
  void read_noPace_waitsNever() {
    var sandbox = new TestSandbox(PACE.withPace(Duration.ZERO, 0));
    assertThat(sandbox.events(chat("Hello!"))).isNotEmpty();
    assertThat(sandbox.waited()).isZero();
  }

  @Test
  void read_stream_givesOneEventAtATime() throws IOException {
    var sandbox = new TestSandbox(PACE);
    var body = sandbox.reply(with(chat("Hello!"), "stream", "true").toString()).body();
    var buffer = new byte[100_000];
    var count = body.read(buffer);
    assertThat(new String(buffer, 0, count, UTF_8)).endsWith("\n\n").containsOnlyOnce("data: ");
    assertThat(sandbox.waited()).isEqualTo(Duration.ofMillis(300));
  }

  @Test
  void read_closed_isRefused() throws IOException {
    var body = new TestSandbox(PACE).reply(chat("Hello!").toString()).body();
    body.close();
    assertThatExceptionOfType(IOException.class).isThrownBy(body::read);
  }

  @Test
  void withPace_negative_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> PACE.withPace(Duration.ZERO, -1));
  }
}
