package dev.llmapi.app.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyEventReaderTest {

  private static final JsonFactory JSON = new JsonFactory();
  private static final JsonFactory ASCII_JSON =
      JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  @ParameterizedTest
  @CsvSource({
    "chat, POST, /v1/chat/completions",
    "chat-stream, POST, /v1/chat/completions",
    "chat-v2, POST, /v1/chat/completions",
    "chat-vision, POST, /v1/chat/completions",
    "healthz, GET, /healthz",
    "model, GET, /v1/models/sandbox/chat",
    "models, GET, /v1/models",
    "openapi, GET, /openapi.json",
  })
  void read_eventOfTheFolder_givesTheRequest(String name, String method, String path)
      throws Exception {
    ProxyRequest request = ProxyEventReader.read(Events.read(name));

    assertThat(request.method()).isEqualTo(method);
    assertThat(request.path()).isEqualTo(path);
    assertThat(request.headers()).containsEntry("AUTHORIZATION", "Bearer sam-local-api-key");
    assertThat(request.bodyBytes() > 0).isEqualTo(method.equals("POST"));
  }

  @Test
  void read_payload1_unescapesTheBody() throws Exception {
    assertThat(body(ProxyEventReader.read(Events.read("chat"))))
        .isEqualTo(
            """
            {"model": "sandbox/chat", "messages": \
            [{"role": "user", "content": "Say “hello” in one word."}]}\
            """);
  }

  @Test
  void read_payload2_decodesBase64() throws Exception {
    assertThat(body(ProxyEventReader.read(Events.read("chat-v2"))))
        .isEqualTo(body(ProxyEventReader.read(Events.read("chat"))));
  }

  @ParameterizedTest
  @CsvSource({
    "/prod/v1/models, prod, /v1/models",
    "/v1/models, $default, /v1/models",
    "/production, prod, /production",
    "/v1/models/openai%2Fgpt-5.4, $default, /v1/models/openai/gpt-5.4",
    "/v1/models/a+b%zz%4, $default, /v1/models/a+b%zz%4",
    "/v1/models/%C3%A9, $default, /v1/models/é",
  })
  void read_payload2_givesThePathWithoutStageAndEscapes(String raw, String stage, String path)
      throws Exception {
    String event =
        """
        {"rawPath": "%s", "requestContext": {"stage": "%s", "http": {"path": "/x", "method": "GET"}}}\
        """
            .formatted(raw, stage);

    assertThat(read(event).path()).isEqualTo(path);
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/models/sandbox/chat, /v1/models/sandbox/chat",
    "/v1/models/openai%2Fgpt-5.4, /v1/models/openai/gpt-5.4",
    "/v1/models/a+b%2525, /v1/models/a+b%25",
  })
  void read_payload1_givesThePathWithoutEscapes(String raw, String path) throws Exception {
    String event =
        """
        {"path": "%s", "httpMethod": "GET", "requestContext": {"stage": "prod", "path": "/prod%s"}}\
        """
            .formatted(raw, raw);

    assertThat(read(event).path()).isEqualTo(path);
  }

  @ParameterizedTest
  @CsvSource({
    "/llm/v1/chat/completions, /v1/chat/completions, , /v1/chat/completions",
    "/v1/v1/chat/completions, /v1/chat/completions, , /v1/chat/completions",
    "/v1/chat/completions, /v1/chat/completions, , /v1/chat/completions",
    "/team/llm/prod/healthz, /healthz, , /healthz",
    "/llm/v1/models/sandbox/chat, /v1/models/{model+}, sandbox/chat, /v1/models/sandbox/chat",
    "/llm/v1/models/a%2Fb, /v1/models/{model+}, a%2Fb, /v1/models/a/b",
    "/llm/v1/models/a%2Fb, /v1/models/{model+}, a/b, /v1/models/a/b",
    "/llm/v1/models/a%2525, /v1/models/{model+}, a%25, /v1/models/a%25",
    "/llm/v1/models/a%2525, /v1/models/{model+}, a%2525, /v1/models/a%25",
    "/llm/openai/x/chat, /openai/{model}/chat, x, /openai/x/chat",
    "/llm/v1/models, /{model+}, v1/models, /v1/models",
    "/v1/models, /{model+}, v1/models, /v1/models",
    "/v1/models/, /v1/models, , /v1/models/",
    "/v1/models, $default, , /v1/models",
    "/v1/models, /{other+}, , /v1/models",
  })
  void read_payload1OfACustomDomain_givesThePathWithoutItsBasePath(
      String raw, String resource, String model, String path) throws Exception {
    String event =
        """
        {"resource": "%s", "path": "%s", "httpMethod": "GET", "pathParameters": %s,
         "requestContext": {"stage": "prod", "path": "%s"}}\
        """
            .formatted(
                resource, raw, model == null ? "null" : "{\"model\": \"" + model + "\"}", raw);

    assertThat(read(event).path()).isEqualTo(path);
  }

  @Test
  void read_repeatedHeader_isJoined() throws Exception {
    String event =
        """
        {"httpMethod": "GET", "path": "/", "headers": {"X-Tag": "b", "Only": "here"},
         "multiValueHeaders": {"x-tag": ["a", "b"]}}\
        """;

    assertThat(read(event).headers()).containsEntry("x-tag", "a, b").containsEntry("only", "here");
  }

  @Test
  void read_nulls_areEmpty() throws Exception {
    String event =
        """
        {"body": null, "headers": null, "multiValueHeaders": null, "requestContext": null,
         "unknown": {"body": "x", "path": ["y"]}, "path": "/healthz", "httpMethod": "GET"}\
        """;

    ProxyRequest request = read(event);

    assertThat(request.path()).isEqualTo("/healthz");
    assertThat(request.headers()).isEmpty();
    assertThat(request.bodyBytes()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[]", "{}", "\"text\"", "{\"httpMethod\":\"GET\"}", "{\"path\":\"/\"}", ""})
  void read_otherEvent_isRefused(String event) {
    assertThatThrownBy(() -> read(event))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("not an HTTP request");
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc", "abc\\", "abc\\u12", "abc\\ud83d", "abc\\x\"", "\\u00g0\""})
  void decodeInPlace_brokenString_isRefused(String json) {
    assertThatThrownBy(() -> JsonText.decodeInPlace(("\"" + json).getBytes(UTF_8), 1))
        .isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {"\\ud800, \uFFFD", "\\ud800\\u0041, \uFFFDA", "\\udc00x, \uFFFDx"})
  void decodeInPlace_loneSurrogate_isReplaced(String json, String text) throws Exception {
    byte[] bytes = ("\"" + json + "\"").getBytes(UTF_8);

    int length = JsonText.decodeInPlace(bytes, 1);

    assertThat(new String(bytes, 0, length, UTF_8)).isEqualTo(text);
  }

  static LongStream seeds() {
    return LongStream.range(0, Integer.getInteger("seeds", 100));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void read_anyBody_comesBackWhole(long seed) throws Exception {
    var random = new Random(seed);
    String body = randomText(random);
    JsonFactory format = random.nextBoolean() ? JSON : ASCII_JSON;
    var event = new StringWriter();
    try (var json = format.createGenerator(event)) {
      json.writeStartObject();
      json.writeStringField("before", randomText(random));
      json.writeStringField("body", body);
      json.writeStringField("httpMethod", "POST");
      json.writeStringField("path", "/");
      json.writeEndObject();
    }

    assertThat(body(read(event.toString()))).isEqualTo(body);
  }

  private static String randomText(Random random) {
    var text = new StringBuilder();
    int length = random.nextInt(200);
    for (int i = 0; i < length; i++) {
      int range =
          switch (random.nextInt(4)) {
            case 0 -> 0x80;
            case 1 -> 0x800;
            case 2 -> 0xD800;
            default -> 0;
          };
      text.appendCodePoint(range == 0 ? 0x1F600 + random.nextInt(64) : random.nextInt(range));
    }
    return text.toString();
  }

  private static ProxyRequest read(String event) throws IOException {
    return ProxyEventReader.read(event.getBytes(UTF_8));
  }

  private static String body(ProxyRequest request) {
    return new String(request.body(), 0, request.bodyBytes(), UTF_8);
  }
}
