package dev.llmapi.app.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.llmapi.app.config.ServerSettings;
import dev.llmapi.door.HttpExchange;
import dev.llmapi.door.HttpHandler;
import dev.llmapi.door.ResponseBody;
import dev.llmapi.testing.Answer;
import dev.llmapi.testing.RawClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP as the local server speaks it, before any route. */
final class LocalServerTest {

  private static final int MAX_BODY_BYTES = 4096;

  private static final ServerSettings SETTINGS =
      new ServerSettings("127.0.0.1", 0, MAX_BODY_BYTES, 2, 2048, Duration.ofSeconds(15));

  /** Answers with what came. */
  private static final HttpHandler ECHO =
      exchange ->
          exchange.respond(200, new LinkedHashMap<>(), exchange.body(), 0, exchange.bodyLength());

  private static void with(HttpHandler handler, Session session) throws Exception {
    try (LocalServer server = LocalServer.start(handler, SETTINGS);
        RawClient client = new RawClient(server.port())) {
      session.run(client);
    }
  }

  /** What a client does. */
  private interface Session {
    void run(RawClient client) throws Exception;
  }

  @Test
  void connection_keptAlive_servesRequestAfterRequest() throws Exception {
    with(
        ECHO,
        client -> {
          client.post("/", "", "one");
          assertEquals("one", client.readAnswer().body());
          client.post("/", "", "two");
          assertEquals("two", client.readAnswer().body());
        });
  }

  @Test
  void requests_pipelined_areAnsweredInOrder() throws Exception {
    with(
        ECHO,
        client -> {
          client.post("/", "", "one");
          client.post("/", "", "two");
          assertEquals("one", client.readAnswer().body());
          assertEquals("two", client.readAnswer().body());
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"close", "Close", "TE, close"})
  void connection_thatTheClientEnds_isClosed(String value) throws Exception {
    with(
        ECHO,
        client -> {
          client.post("/", "connection: " + value + "\n", "one");
          assertEquals("one", client.readAnswer().body());
          assertTrue(client.isClosedByPeer());
        });
  }

  @Test
  void body_shorterThanItsLength_is400() throws Exception {
    with(
        ECHO,
        client -> {
          client.send("POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\n\r\none");
          client.endInput();
          Answer answer = client.readAnswer();
          assertEquals(400, answer.status(), answer.body());
          assertTrue(client.isClosedByPeer());
        });
  }

  @Test
  void http10_is505() throws Exception {
    with(
        ECHO,
        client -> {
          client.send("GET / HTTP/1.0\r\nhost: x\r\n\r\n");
          Answer answer = client.readAnswer();
          assertEquals(505, answer.status(), answer.body());
          assertTrue(answer.error().path("message").asText().contains("HTTP/1.1"), answer.body());
        });
  }

  @Test
  void head_hasTheHeadersOfAGetAndNoBody() throws Exception {
    with(
        exchange -> exchange.respond(200, new LinkedHashMap<>(), new byte[] {'o', 'n', 'e'}, 0, 3),
        client -> {
          client.send("HEAD / HTTP/1.1\r\nhost: x\r\n\r\n");
          assertEquals("3", client.readHead().headers().get("content-length"));
          client.post("/", "", "two");
          assertEquals("one", client.readAnswer().body());
        });
  }

  @Test
  void body_chunked_isRead() throws Exception {
    with(
        ECHO,
        client -> {
          client.send(
              "POST / HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n3\r\none\r\n3\r\ntwo\r\n0\r\n\r\n");
          assertEquals("onetwo", client.readAnswer().body());
          client.post("/", "", "next");
          assertEquals("next", client.readAnswer().body());
        });
  }

  @Test
  void body_expectingContinue_isToldToGoOn() throws Exception {
    with(
        ECHO,
        client -> {
          client.send(
              "POST / HTTP/1.1\r\nhost: x\r\nexpect: 100-continue\r\ncontent-length: 3\r\n\r\n");
          assertEquals(100, client.readHead().status());
          client.send("one");
          assertEquals("one", client.readAnswer().body());
        });
  }

  @Test
  void body_longerThanTheLimitByItsLength_is413() throws Exception {
    with(
        ECHO,
        client -> {
          client.post("/", "", "x".repeat(MAX_BODY_BYTES + 1));
          assertTooLarge(client.readAnswer());
          assertTrue(client.isClosedByPeer());
        });
  }

  @Test
  void body_longerThanTheLimitInChunks_is413() throws Exception {
    with(
        ECHO,
        client -> {
          String chunk = "%x\r\n%s\r\n".formatted(MAX_BODY_BYTES, "x".repeat(MAX_BODY_BYTES));
          client.send(
              "POST / HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n"
                  + chunk.repeat(8)
                  + "0\r\n\r\n");
          assertTooLarge(client.readAnswer());
        });
  }

  private static void assertTooLarge(Answer answer) {
    assertEquals(413, answer.status(), answer.body());
    assertEquals("request_too_large", answer.error().path("code").asText());
    assertTrue(answer.error().path("message").asText().contains("4096"), answer.body());
    assertEquals("close", answer.header("connection").orElse(""));
  }

  @Test
  void body_ofTheLimit_isTaken() throws Exception {
    with(
        ECHO,
        client -> {
          client.post("/", "", "x".repeat(MAX_BODY_BYTES));
          assertEquals(200, client.readAnswer().status());
        });
  }

  @Test
  void headers_longerThanTheLimit_areRefusedCleanly() throws Exception {
    with(
        ECHO,
        client -> {
          client.send("GET / HTTP/1.1\r\nhost: x\r\nlong: " + "x".repeat(4000) + "\r\n\r\n");
          Answer answer = client.readAnswer();
          assertTrue(answer.status() == 431 || answer.status() == 400, "" + answer.status());
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1\r\nno colon\r\n\r\n",
        "GET / HTTP/1.1\r\n\r\n",
        "POST / HTTP/1.1\r\nhost: x\r\ncontent-length: many\r\n\r\n",
        "POST / HTTP/1.1\r\nhost: x\r\ncontent-length: -1\r\n\r\n",
        "POST / HTTP/1.1\r\nhost: x\r\ncontent-length: +3\r\n\r\none",
        "POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 3, 4\r\n\r\none",
        "POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 3\r\ncontent-length: 4\r\n\r\none",
        "POST / HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\ncontent-length: 3\r\n\r\n0\r\n\r\n",
        "POST / HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n"
      })
  void request_thatIsNotHttp_is400(String bytes) throws Exception {
    with(
        ECHO,
        client -> {
          client.send(bytes);
          assertEquals(400, client.readAnswer().status());
          assertTrue(client.isClosedByPeer());
        });
  }

  @Test
  void request_ofHttp10_isToldWhichVersionIsSpoken() throws Exception {
    with(
        ECHO,
        client -> {
          client.send("GET / HTTP/1.0\r\n\r\n");
          Answer answer = client.readAnswer();
          assertEquals(505, answer.status());
          assertTrue(answer.error().path("message").asText().contains("HTTP/1.1"), answer.body());
          assertTrue(client.isClosedByPeer());
        });
  }

  /** Bytes of a body would be taken for the next answer. */
  @Test
  void head_isAnsweredWithoutABody() throws Exception {
    with(
        exchange ->
            exchange.respond(
                200, new LinkedHashMap<>(), "{body}".getBytes(StandardCharsets.UTF_8), 0, 6),
        client -> {
          client.send("HEAD / HTTP/1.1\r\nhost: x\r\n\r\nGET / HTTP/1.1\r\nhost: x\r\n\r\n");
          Answer.Head head = client.readHead();
          assertEquals(200, head.status());
          assertEquals("6", head.headers().get("content-length"));
          Answer next = client.readAnswer();
          assertEquals(200, next.status());
          assertEquals("{body}", next.body());
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "content-length: 9\r\n\r\nhalf",
        "content-length: 99999\r\n\r\nhalf",
        "transfer-encoding: chunked\r\n\r\n9\r\nhalf"
      })
  void client_thatHangsUpInMidBody_isNoWarning(String rest) throws Exception {
    List<String> warnings = new CopyOnWriteArrayList<>();
    Handler listener = new Listener(warnings);
    Logger helidon = Logger.getLogger("io.helidon");
    helidon.addHandler(listener);
    try {
      with(
          ECHO,
          client -> {
            client.send("POST / HTTP/1.1\r\nhost: x\r\n" + rest);
            client.sendNoMore();
          });
    } finally {
      helidon.removeHandler(listener);
    }
    assertEquals(List.of(), warnings);
  }

  /** Hears warnings and worse. */
  private static final class Listener extends Handler {
    private final List<String> warnings;

    Listener(List<String> warnings) {
      this.warnings = warnings;
    }

    @Override
    public void publish(LogRecord entry) {
      if (entry.getLevel().intValue() >= Level.WARNING.intValue()) {
        warnings.add(entry.getMessage());
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  @Test
  void connections_beyondTheLimit_waitForAFreePlace() throws Exception {
    try (LocalServer server = LocalServer.start(ECHO, SETTINGS);
        RawClient one = new RawClient(server.port())) {
      RawClient two = new RawClient(server.port());
      for (RawClient client : new RawClient[] {one, two}) {
        client.post("/", "", "in");
        assertEquals("in", client.readAnswer().body());
      }
      try (RawClient three = new RawClient(server.port())) {
        three.post("/", "", "waited");
        two.close();
        assertEquals("waited", three.readAnswer().body());
      }
    }
  }

  @Test
  void write_ofAPartOfAnArray_sendsThatPartAlone() throws Exception {
    byte[] letters = "secret-answer-secret".getBytes(StandardCharsets.UTF_8);
    HttpHandler part =
        exchange -> {
          try (ResponseBody body = exchange.open(200, new LinkedHashMap<>(), 6)) {
            body.write(letters, 7, 6);
          }
        };
    with(
        part,
        client -> {
          client.post("/", "", "");
          assertEquals("answer", client.readAnswer().body());
          client.post("/", "", "");
          assertEquals("answer", client.readAnswer().body());
        });
  }

  @Test
  void abort_ofAnAnswer_cutsTheConnection() throws Exception {
    HttpHandler broken =
        exchange -> {
          ResponseBody body = exchange.open(200, new LinkedHashMap<>(), -1);
          body.write(new byte[100], 0, 100);
          body.flush();
          body.write(new byte[100], 0, 100);
          body.flush();
          body.abort(new IOException("broken"));
        };
    with(
        broken,
        client -> {
          client.post("/", "", "");
          assertFalse(client.readAnswer().whole());
        });
  }

  @Test
  void close_withAStreamUnderWay_lastsUntilItIsFinished() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch gate = new CountDownLatch(1);
    LocalServer server = LocalServer.start(exchange -> slow(exchange, started, gate), SETTINGS);
    int port = server.port();
    try (RawClient client = new RawClient(port)) {
      client.post("/", "", "");
      started.await();
      Thread closing = Thread.ofVirtual().start(server::close);
      awaitRefusal(port);
      assertTrue(closing.isAlive(), "waits for the stream");
      gate.countDown();
      Answer answer = client.readAnswer();
      assertTrue(answer.whole());
      assertEquals("begin end", answer.body());
      closing.join();
    }
  }

  private static void slow(HttpExchange exchange, CountDownLatch started, CountDownLatch gate)
      throws IOException {
    try (ResponseBody body = exchange.open(200, new LinkedHashMap<>(Map.of("a", "b")), -1)) {
      body.write("begin ".getBytes(StandardCharsets.UTF_8), 0, 6);
      body.flush();
      started.countDown();
      gate.await();
      body.write("end".getBytes(StandardCharsets.UTF_8), 0, 3);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Asks again and again, since nothing else tells that the server has begun to close. */
  private static void awaitRefusal(int port) {
    assertThrows(
        IOException.class,
        () -> {
          for (int i = 0; i < 100_000; i++) {
            new RawClient(port).close();
          }
        });
  }
}
