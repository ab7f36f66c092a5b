package dev.llmapi.app.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The function as it is wired on Lambda, with the events of the folder. */
@Timeout(60)
class HandlerFactoryTest {

  private static final String KEY = "sam-local-api-key";

  @TempDir private Path taskRoot;

  @ParameterizedTest
  @CsvSource({
    "chat, chat.completion",
    "chat-stream, data: [DONE]",
    "chat-v2, chat.completion",
    "chat-vision, 64",
    "healthz, status",
    "model, sandbox/chat",
    "models, sandbox/vision",
    "openapi, /v1/chat/completions",
  })
  void create_api_answersTheEvent(String event, String expected) throws Exception {
    String answer = ask(Map.of("LLMAPI_API_KEY", KEY), event);

    assertThat(answer).startsWith("{\"statusCode\":200").contains(expected);
  }

  @Test
  void create_otherKey_isRefused() throws Exception {
    assertThat(ask(Map.of("LLMAPI_API_KEY", "another-key-of-the-owner"), "chat"))
        .startsWith("{\"statusCode\":401");
  }

  @Test
  void create_fileInTheZip_isRead() throws Exception {
    Files.writeString(
        taskRoot.resolve("llmapi.yaml"),
        """
        providers:
          wall: {kind: compatible, base_url: "http://127.0.0.1:9/v1", api_key: none}
        aliases:
          talk: sandbox/chat
        """);

    assertThat(ask(Map.of("LLMAPI_API_KEY", KEY, "LAMBDA_TASK_ROOT", taskRoot + ""), "models"))
        .contains("talk");
  }

  @Test
  void create_wrongFileInTheZip_namesTheLine() throws Exception {
    Files.writeString(taskRoot.resolve("llmapi.yaml"), "aliases: {}\nprovider: {}\n");

    assertThatThrownBy(() -> HandlerFactory.create(Map.of("LAMBDA_TASK_ROOT", taskRoot + "")))
        .hasMessageContaining("llmapi.yaml:2");
  }

  @Test
  void create_unknownFunction_fails() {
    assertThatThrownBy(() -> HandlerFactory.create(Map.of("LLMAPI_FUNCTION", "none")))
        .hasMessage("LLMAPI_FUNCTION names no function: none");
  }

  @Test
  void prime_rehearsal_isAnsweredWithoutASecret() throws Exception {
    var function =
        HandlerFactory.create(
            Map.of("LLMAPI_API_KEY_PARAMETER", "/llmapi/api-key", "AWS_REGION", "us-east-1"));

    Rehearsal.inMemory().prime();
    Rehearsal.onDynamo().prime();

    assertThat(function.primers()).hasSize(2);
  }

  private static String ask(Map<String, String> environment, String event) throws Exception {
    LambdaFunction function = HandlerFactory.create(environment);
    var out = new ByteArrayOutputStream();
    BufferedHandler.answer(
        function,
        new ByteArrayInputStream(Events.read(event)),
        Instant.MAX,
        AnswerForm.PROXY_JSON,
        out);
    return out.toString(UTF_8);
  }
}
