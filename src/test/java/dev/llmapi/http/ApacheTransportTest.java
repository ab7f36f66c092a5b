package dev.llmapi.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.llmapi.model.Body;
import dev.llmapi.model.Failure;
import dev.llmapi.model.FailureException;
import dev.llmapi.model.FailureKind;
import dev.llmapi.provider.Deadlines;
import dev.llmapi.provider.UpstreamCall;
import dev.llmapi.provider.UpstreamReply;
import dev.llmapi.testing.ClosedPort;
import dev.llmapi.testing.FakeProvider;
import dev.llmapi.testing.Line;
import dev.llmapi.testing.Received;
import dev.llmapi.testing.Replies;
import dev.llmapi.testing.Reply;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Connections: kept, stale, cut, given up. */
final class ApacheTransportTest {

  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Deadlines PATIENT = new Deadlines(LONG, LONG, LONG, LONG);

  private final FakeProvider fake = FakeProvider.start();
  private final ApacheTransport transport = new ApacheTransport("test");
  private final List<Line> lines = new CopyOnWriteArrayList<>();

  @AfterEach
  void stop() {
    transport.close();
    fake.close();
  }

  private UpstreamReply send(Deadlines deadlines) {
    return transport.send(
        new UpstreamCall(
            URI.create(fake.uri() + "/v1/x?a=b"),
            Map.of("x-key", "secret"),
            Body.of("{\"a\":1}".getBytes(StandardCharsets.UTF_8)),
            deadlines));
  }

  private String ask() {
    try (UpstreamReply reply = send(PATIENT)) {
      return readAll(reply);
    }
  }

  private static String readAll(UpstreamReply reply) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    byte[] buffer = new byte[64];
    for (int count = reply.read(buffer, 0, 64); count >= 0; count = reply.read(buffer, 0, 64)) {
      body.write(buffer, 0, count);
    }
    return body.toString(StandardCharsets.UTF_8);
  }

  private Reply seen(Reply reply) {
    return (request, line) -> {
      lines.add(line);
      reply.to(request, line);
    };
  }

  private Failure failure(Deadlines deadlines) {
    return assertThrows(
            FailureException.class,
            () -> {
              try (UpstreamReply reply = send(deadlines)) {
                readAll(reply);
              }
            })
        .failure();
  }

  @Test
  void request_isSentAsItIs() throws Exception {
    fake.plan(Replies.json("{}"));
    ask();
    Received request = fake.take();
    assertEquals("POST", request.method());
    assertEquals("/v1/x?a=b", request.path());
    assertEquals("{\"a\":1}", request.text());
    assertEquals("secret", request.header("x-key").orElse(""));
    assertEquals("identity", request.header("accept-encoding").orElse(""));
    assertEquals("llmapi/test", request.header("user-agent").orElse(""));
    assertEquals("127.0.0.1:" + fake.uri().getPort(), request.header("host").orElse(""));
  }

  @Test
  void connection_afterAnAnswerReadToItsEnd_isUsedAgain() {
    fake.plan(seen(Replies.json("{}")));
    fake.plan(seen(Replies.stream(List.of("data: 1\n\n"))));
    fake.plan(seen(Replies.json("{}")));
    ask();
    ask();
    ask();
    assertSame(lines.get(0), lines.get(1));
    assertSame(lines.get(1), lines.get(2));
  }

  @Test
  void connection_ofAnAnswerNotReadToItsEnd_isClosed() throws Exception {
    fake.plan(seen(Replies.openJson("{").then(Replies.silence())));
    fake.plan(seen(Replies.json("{}")));
    send(PATIENT).close();
    fake.awaitHangUp();
    ask();
    assertNotSame(lines.get(0), lines.get(1));
  }

  @Test
  void connection_openedBefore_isUsed_andNothingIsSentOverIt() throws Exception {
    fake.plan(seen(Replies.json("{}")));
    fake.plan(seen(Replies.json("{}")));
    transport.connect(fake.uri(), Duration.ofSeconds(30));
    fake.awaitConnection();
    ask();
    ask();
    assertEquals(1, fake.connections());
    assertSame(lines.get(0), lines.get(1));
  }

  @Test
  void connection_thatCannotBeOpened_isUnreachable() {
    URI nobody = URI.create("http://127.0.0.1:" + ClosedPort.number() + "/v1");
    FailureException e =
        assertThrows(
            FailureException.class, () -> transport.connect(nobody, Duration.ofSeconds(30)));
    assertEquals(FailureKind.UPSTREAM_UNREACHABLE, e.failure().kind());
  }

  @Test
  void connection_dropped_isNotUsedAgain() throws Exception {
    fake.plan(seen(Replies.json("{}")));
    fake.plan(seen(Replies.json("{}")));
    ask();
    transport.dropConnections();
    fake.awaitHangUp();
    ask();
    assertNotSame(lines.get(0), lines.get(1));
  }

  @Test
  void request_overAConnectionThatWasClosedMeanwhile_isSentOnceMore() throws Exception {
    fake.plan(Replies.json("{}").then(Replies.cut()));
    fake.plan(Replies.json("{\"again\":true}"));
    ask();
    fake.awaitHangUp();
    assertEquals("{\"again\":true}", ask());
  }

  @Test
  void request_overAFreshConnectionThatIsCut_isNotSentAgain() throws Exception {
    fake.plan(Replies.cut());
    fake.plan(Replies.json("{}"));
    assertEquals(FailureKind.UPSTREAM_BROKEN, failure(PATIENT).kind());
    fake.take();
    assertEquals(0, fake.pending());
  }

  @Test
  void request_overAKeptConnectionCutInTheAnswer_isNotSentAgain() throws Exception {
    fake.plan(Replies.json("{}"));
    fake.plan((_, line) -> {
      line.text("HTTP/1.1 2");
      line.reset();
    });
    fake.plan(Replies.json("{}"));
    ask();
    assertEquals(FailureKind.UPSTREAM_BROKEN, failure(PATIENT).kind());
    fake.take();
    fake.take();
    assertEquals(0, fake.pending());
  }

  @Test
  void deadline_ofTheFirstByte_endsTheCall() throws Exception {
    fake.plan(Replies.silence());
    Failure failure = failure(new Deadlines(LONG, Duration.ofMillis(100), LONG, LONG));
    assertEquals(FailureKind.UPSTREAM_TIMEOUT, failure.kind());
    assertTrue(failure.message().contains("did not begin to answer"), failure.message());
    fake.awaitHangUp();
  }

  @Test
  void deadline_ofSilenceInMidAnswer_endsTheCall() throws Exception {
    fake.plan(Replies.openJson("{").then(Replies.silence()));
    Failure failure = failure(new Deadlines(LONG, LONG, Duration.ofMillis(100), LONG));
    assertEquals(FailureKind.UPSTREAM_TIMEOUT, failure.kind());
    assertTrue(failure.message().contains("nothing came"), failure.message());
    fake.awaitHangUp();
  }

  @Test
  void deadline_ofTheWholeCall_endsAnEndlessAnswer() throws Exception {
    fake.plan(
        Replies.openStream(List.of())
            .then((_, line) -> {
              while (true) {
                line.chunk(": drip\n");
              }
            }));
    Failure failure = failure(new Deadlines(LONG, LONG, LONG, Duration.ofMillis(200)));
    assertEquals(FailureKind.UPSTREAM_TIMEOUT, failure.kind());
    assertTrue(failure.message().contains("did not finish"), failure.message());
    fake.awaitHangUp();
  }

  @Test
  void close_fromAnotherThread_wakesTheReader() throws Exception {
    fake.plan(Replies.openJson("{").then(Replies.silence()));
    UpstreamReply reply = send(PATIENT);
    CompletableFuture<FailureException> ended = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(() -> ended.complete(assertThrows(FailureException.class, () -> readAll(reply))));
    fake.take();
    reply.close();
    assertEquals(FailureKind.UPSTREAM_BROKEN, ended.get(20, TimeUnit.SECONDS).failure().kind());
    fake.awaitHangUp();
  }

  @Test
  void interrupt_whileTheHostIsSilent_endsTheCallAndSendsNothingAgain() throws Exception {
    fake.plan(Replies.json("{}"));
    fake.plan(Replies.silence());
    fake.plan(Replies.json("{}"));
    ask();
    fake.take();
    CompletableFuture<Failure> ended = new CompletableFuture<>();
    Thread calling = Thread.ofVirtual().start(() -> ended.complete(failure(PATIENT)));
    fake.take();
    calling.interrupt();
    assertEquals(FailureKind.UPSTREAM_BROKEN, ended.get(20, TimeUnit.SECONDS).kind());
    assertEquals(0, fake.pending());
  }

  @Test
  void failure_message_namesTheHostAndNothingThatCame() {
    fake.plan((_, line) -> {
      line.text("HTTP/1.1 secret nonsense\r\n\r\n");
      line.cut();
    });
    Failure failure = failure(PATIENT);
    assertEquals(FailureKind.UPSTREAM_BROKEN, failure.kind());
    assertTrue(failure.message().contains("127.0.0.1"), failure.message());
    assertFalse(failure.message().contains("secret"), failure.message());
  }

  @Test
  void host_thatDoesNotResolve_isUnreachable() {
    FailureException e =
        assertThrows(
            FailureException.class,
            () ->
                transport.send(
                    new UpstreamCall(
                        URI.create("http://nobody.invalid/"),
                        Map.of(),
                        Body.of(new byte[0]),
                        PATIENT)));
    assertEquals(FailureKind.UPSTREAM_UNREACHABLE, e.failure().kind());
  }
}
