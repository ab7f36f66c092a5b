package dev.llmapi.app.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.llmapi.testing.Answer;
import dev.llmapi.testing.RawClient;
import dev.llmapi.testing.TestGateway;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The gateway's routes as a client meets them, with the sandbox behind them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RoutesTest {

  private static final String BEARER = "authorization: Bearer " + TestGateway.KEY + "\n";

  private final TestGateway gateway;

  RoutesTest() throws IOException {
    gateway = TestGateway.start("sandbox: {first_token: 0ms}");
  }

  @AfterAll
  void stop() {
    gateway.close();
  }

  private Answer send(String request) throws IOException {
    try (RawClient client = new RawClient(gateway.port())) {
      client.send(request);
      return client.readAnswer();
    }
  }

  private Answer get(String path, String headerLines) throws IOException {
    return send(
        "GET " + path + " HTTP/1.1\r\nhost: x\r\n" + headerLines.replace("\n", "\r\n") + "\r\n");
  }

  private Answer post(String headerLines, String body) throws IOException {
    try (RawClient client = new RawClient(gateway.port())) {
      client.post("/v1/chat/completions", headerLines, body);
      return client.readAnswer();
    }
  }

  @Test
  void healthz_withoutAKey_isOk() throws Exception {
    assertEquals(200, get("/healthz", "").status());
  }

  @Test
  void head_ofWhatCanBeGot_is200() throws Exception {
    try (RawClient client = new RawClient(gateway.port())) {
      client.send("HEAD /healthz HTTP/1.1\r\nhost: x\r\n\r\n");
      assertEquals(200, client.readHead().status());
    }
  }

  @Test
  void path_unknown_is404InOpenAisShape() throws Exception {
    Answer answer = get("/v2/anything", BEARER);
    assertEquals(404, answer.status());
    assertEquals("not_found", answer.error().path("code").asText());
    assertTrue(answer.header("x-request-id").isPresent());
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /v1/chat/completions, POST",
    "DELETE, /v1/models, GET",
    "PUT, /v1/models/sandbox/chat, GET",
    "POST, /healthz, GET"
  })
  void method_thatThePathDoesNotTake_is405AndTellsWhichItTakes(
      String method, String path, String allow) throws Exception {
    Answer answer = send(method + " " + path + " HTTP/1.1\r\nhost: x\r\ncontent-length: 0\r\n\r\n");
    assertEquals(405, answer.status(), answer.body());
    assertEquals(allow, answer.header("allow").orElse(""));
    assertEquals("method_not_allowed", answer.error().path("code").asText());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/models/sandbox/chat",
        "/v1/models/sandbox%2Fchat",
        "/v1/models/sandbox%2fchat"
      })
  void model_byItsName_isFoundHoweverItsSlashIsWritten(String path) throws Exception {
    Answer answer = get(path, BEARER);
    assertEquals(200, answer.status(), answer.body());
    assertEquals("sandbox/chat", answer.json().path("id").asText());
  }

  @Test
  void model_unknown_is404() throws Exception {
    Answer answer = get("/v1/models/nobody%2Fnothing", BEARER);
    assertEquals(404, answer.status(), answer.body());
    assertEquals("model_not_found", answer.error().path("code").asText());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "authorization: Bearer wrong\n",
        "authorization: Bearer \n",
        "authorization: Basic " + TestGateway.KEY + "\n",
        "api-key: wrong\n"
      })
  void key_missingOrWrong_is401(String headerLines) throws Exception {
    String question = TestGateway.question("sandbox/chat", false);
    for (Answer answer :
        new Answer[] {post(headerLines, question), get("/v1/models", headerLines)}) {
      assertEquals(401, answer.status(), answer.body());
      assertEquals("invalid_api_key", answer.error().path("code").asText());
      assertEquals("invalid_request_error", answer.error().path("type").asText());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "authorization: Bearer " + TestGateway.KEY + "\n",
        "authorization: bearer  " + TestGateway.KEY + "\n",
        "api-key: " + TestGateway.KEY + "\n"
      })
  void key_inEitherHeader_letsIn(String headerLines) throws Exception {
    assertEquals(200, post(headerLines, TestGateway.question("sandbox/chat", false)).status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/openai/v1/chat/completions",
        "/openai/deployments/sandbox%2Fchat/chat/completions?api-version=2024-10-21",
        "/openai/deployments/any-name/chat/completions?api-version=2024-10-21"
      })
  void chat_atAzuresPaths_isAnsweredByTheBodysModel(String path) throws Exception {
    try (RawClient client = new RawClient(gateway.port())) {
      client.post(
          path, "api-key: " + TestGateway.KEY + "\n", TestGateway.question("sandbox/chat", false));
      Answer answer = client.readAnswer();
      assertEquals(200, answer.status(), answer.body());
      assertEquals("sandbox/chat", answer.json().path("model").asText());
    }
  }

  @Test
  void body_packed_isRefusedByItsEncoding() throws Exception {
    Answer answer =
        post(BEARER + "content-encoding: gzip\n", TestGateway.question("sandbox/chat", false));
    assertEquals(415, answer.status(), answer.body());
    assertEquals("unsupported_media_type", answer.error().path("code").asText());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "hello", "[]", "{\"model\":", "{\"model\":\"sandbox/chat\"}"})
  void body_thatIsNoChat_is400(String body) throws Exception {
    Answer answer = post(BEARER, body);
    assertEquals(400, answer.status(), answer.body());
    assertEquals("invalid_request_error", answer.error().path("type").asText());
  }

  @Test
  void body_ofAnotherContentType_isReadAsJsonAllTheSame() throws Exception {
    String question = TestGateway.question("sandbox/chat", false);
    Answer answer =
        send(
            "POST /v1/chat/completions HTTP/1.1\r\nhost: x\r\n%scontent-type: text/plain\r\ncontent-length: %d\r\n\r\n%s"
                .formatted(BEARER.replace("\n", "\r\n"), question.length(), question));
    assertEquals(200, answer.status(), answer.body());
  }
}
