package dev.llmapi.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.openai.client.OpenAIClient;
import com.openai.core.ObjectMappers;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.errors.InternalServerException;
import com.openai.errors.NotFoundException;
import com.openai.errors.OpenAIIoException;
import com.openai.errors.OpenAIServiceException;
import com.openai.errors.RateLimitException;
import com.openai.errors.SseException;
import com.openai.errors.UnauthorizedException;
import com.openai.errors.UnexpectedStatusCodeException;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each error raises the class that fits, with what the caller needs to know. */
@Timeout(120)
class JavaClientErrorTest {

  private static final ObjectMapper MAPPER = ObjectMappers.jsonMapper();
  private static final Path CASES = Path.of("src", "test", "clients", "errors.json");
  private static final List<String> BREAK_IN_MID_STREAM =
      List.of("sandbox/fault-cut", "sandbox/fault-malformed");
  private static final Map<Integer, Class<? extends OpenAIServiceException>> CLASSES =
      Map.of(
          400, BadRequestException.class,
          404, NotFoundException.class,
          429, RateLimitException.class,
          502, InternalServerException.class,
          503, InternalServerException.class);

  @TempDir private static Path folder;
  private static RunningGateway gateway;
  private static OpenAIClient client;

  @BeforeAll
  static void start() throws IOException {
    gateway = RunningGateway.start(folder);
    client = gateway.client();
  }

  @AfterAll
  static void stop() {
    client.close();
    gateway.close();
  }

  static Stream<Arguments> cases() throws IOException {
    return table().map(JavaClientErrorTest::named);
  }

  static Stream<Arguments> casesBeforeTheStream() throws IOException {
    return table()
        .filter(one -> !BREAK_IN_MID_STREAM.contains(one.at("/request/model").asText()))
        .map(JavaClientErrorTest::named);
  }

  private static Stream<JsonNode> table() throws IOException {
    return StreamSupport.stream(MAPPER.readTree(CASES.toFile()).spliterator(), false);
  }

  private static Arguments named(JsonNode one) {
    return Arguments.of(one.get("case").asText(), one);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void create_wrong_raisesItsClass(String name, JsonNode expected) throws IOException {
    ChatCompletionCreateParams params = params(expected.get("request"));

    OpenAIServiceException raised =
        catchThrowableOfType(
            OpenAIServiceException.class, () -> client.chat().completions().create(params));

    check(raised, expected);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("casesBeforeTheStream")
  void createStreaming_wrong_raisesItsClass(String name, JsonNode expected) throws IOException {
    ChatCompletionCreateParams params = params(expected.get("request"));

    OpenAIServiceException raised =
        catchThrowableOfType(
            OpenAIServiceException.class, () -> readAll(client, params, new ArrayList<>()));

    check(raised, expected);
  }

  private static void check(OpenAIServiceException raised, JsonNode expected) {
    assertThat(raised).isInstanceOf(CLASSES.get(expected.get("status").asInt()));
    assertThat(raised.statusCode()).isEqualTo(expected.get("status").asInt());
    assertThat(raised.code()).contains(expected.get("code").asText());
    assertThat(raised.param().orElse("null")).isEqualTo(expected.get("param").asText());
    assertThat(raised.headers().values("x-request-id")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sandbox/fault-cut", "sandbox/fault-malformed"})
  void createStreaming_brokenOff_raisesAfterWhatCame(String model) {
    List<ChatCompletionChunk> chunks = new ArrayList<>();

    SseException raised =
        catchThrowableOfType(SseException.class, () -> readAll(client, plain(model), chunks));

    assertThat(raised.code()).contains("upstream_broken");
    assertThat(chunks)
        .hasSizeGreaterThan(1)
        .allSatisfy(chunk -> assertThat(chunk.choices().getFirst().finishReason()).isEmpty());
  }

  private static void readAll(
      OpenAIClient asking, ChatCompletionCreateParams params, List<ChatCompletionChunk> chunks) {
    try (StreamResponse<ChatCompletionChunk> stream =
        asking.chat().completions().createStreaming(params)) {
      stream.stream().forEach(chunks::add);
    }
  }

  @Test
  void list_wrongKey_raisesUnauthorized() {
    OpenAIClient stranger = gateway.client("sk-wrong-0123456789abcdef", Duration.ofMinutes(1));

    UnauthorizedException raised =
        catchThrowableOfType(UnauthorizedException.class, () -> stranger.models().list());

    assertThat(raised.code()).contains("invalid_api_key");
    assertThat(raised.getMessage()).doesNotContain("sk-wrong");
    stranger.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"nobody/knows", "sandbox/none"})
  void retrieve_unknownModel_raisesNotFound(String model) {
    NotFoundException raised =
        catchThrowableOfType(NotFoundException.class, () -> client.models().retrieve(model));

    assertThat(raised.code()).contains("model_not_found");
  }

  @Test
  void create_bodyAboveTheLimit_raisesWith413() {
    ChatCompletionCreateParams params =
        ChatCompletionCreateParams.builder()
            .model("sandbox/chat")
            .addUserMessage("x".repeat(65 << 20))
            .build();

    UnexpectedStatusCodeException raised =
        catchThrowableOfType(
            UnexpectedStatusCodeException.class, () -> client.chat().completions().create(params));

    assertThat(raised.statusCode()).isEqualTo(413);
  }

  /** As a stream, since only its comments tell the gateway that the client has hung up. */
  @Test
  void createStreaming_slowProvider_raisesWhenTheClientGivesUp() {
    OpenAIClient hasty = gateway.client(RunningGateway.KEY, Duration.ofMillis(500));

    OpenAIIoException raised =
        catchThrowableOfType(
            OpenAIIoException.class,
            () -> readAll(hasty, plain("sandbox/fault-slow"), new ArrayList<>()));

    assertThat(raised).isNotNull();
    hasty.close();
  }

  private static ChatCompletionCreateParams plain(String model) {
    return ChatCompletionCreateParams.builder().model(model).addUserMessage("Hello!").build();
  }

  /** A plain request with members replaced; the client's builder would not let wrong ones in. */
  private static ChatCompletionCreateParams params(JsonNode members) throws IOException {
    ObjectNode body =
        (ObjectNode)
            MAPPER.readTree(
                """
                {"model": "sandbox/chat", "messages": [{"role": "user", "content": "Hello!"}]}
                """);
    members.properties().forEach(member -> body.set(member.getKey(), member.getValue()));
    return ChatCompletionCreateParams.builder()
        .body(MAPPER.treeToValue(body, ChatCompletionCreateParams.Body.class))
        .build();
  }
}
