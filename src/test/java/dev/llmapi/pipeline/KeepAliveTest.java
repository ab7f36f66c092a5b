package dev.llmapi.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.llmapi.model.Body;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Comments on streams whose provider is silent. */
final class KeepAliveTest {

  private static final Duration SILENCE = Duration.ofSeconds(15);

  private final AtomicLong clock = new AtomicLong();
  private final KeepAlive keepAlive = new KeepAlive(SILENCE, clock::get);
  private final RecordingExchange exchange = new RecordingExchange();
  private final ClientStream stream = new ClientStream(exchange, LinkedHashMap::new, clock::get);

  @Test
  void tick_afterTheSilence_opensTheStreamWithAComment() throws Exception {
    keepAlive.watch(stream);
    pass(SILENCE);
    keepAlive.tick();
    assertEquals(": keep-alive\n\n", exchange.take());
    assertTrue(stream.isOpen());
    assertFalse(stream.isCommitted(), "another candidate may still answer");
  }

  @Test
  void tick_beforeTheSilence_sendsNothing() throws Exception {
    keepAlive.watch(stream);
    stream.event(data("1"));
    pass(SILENCE.minusNanos(1));
    keepAlive.tick();
    pass(Duration.ofNanos(1));
    keepAlive.tick();
    assertEquals("data: 1\n\n: keep-alive\n\n", exchange.take());
    assertEquals(0, exchange.pending());
  }

  @Test
  void tick_streamThatLeft_sendsNothing() {
    keepAlive.watch(stream);
    keepAlive.leave(stream);
    pass(SILENCE);
    keepAlive.tick();
    assertFalse(stream.isOpen());
  }

  @Test
  void comment_behindTheEnd_isNotSent() throws Exception {
    stream.event(data("1"));
    stream.done();
    stream.comment();
    assertEquals("data: 1\n\ndata: [DONE]\n\n", exchange.take());
    assertEquals(0, exchange.pending());
  }

  @Test
  void comment_behindAnAnswerWithoutAStream_isNotSent() {
    assertTrue(stream.leaveUnopened());
    stream.comment();
    assertFalse(stream.isOpen());
  }

  @Test
  void leaveUnopened_ofAnOpenStream_saysNo() {
    stream.comment();
    assertFalse(stream.leaveUnopened());
  }

  @Test
  void comment_clientGone_endsTheUpstreamCall() {
    AtomicLong ended = new AtomicLong();
    stream.onGone(ended::incrementAndGet);
    exchange.hangUp();
    stream.comment();
    assertEquals(1, ended.get());
    assertTrue(stream.isGone());
  }

  @Test
  void interval_isAQuarterOfTheSilence_soThatACommentIsLateByThatAtMost() {
    assertEquals(SILENCE.dividedBy(4), keepAlive.interval());
  }

  private void pass(Duration time) {
    clock.addAndGet(time.toNanos());
  }

  private static Body data(String text) {
    return Body.of(text.getBytes(StandardCharsets.UTF_8));
  }
}
