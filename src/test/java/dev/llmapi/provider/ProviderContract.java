package dev.llmapi.provider;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmapi.testing.Answer;
import dev.llmapi.testing.FakeProvider;
import dev.llmapi.testing.Reply;
import dev.llmapi.testing.TestGateway;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/**
 * What every provider's contract is tested with: the whole gateway, all providers in its settings,
 * and one fake upstream behind them.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ProviderContract {

  private static final Map<String, String> VARIABLES = Map.of("TEST_KEY", "key-of-the-owner");

  private final FakeProvider fake = FakeProvider.start();
  private final TestGateway gateway;

  /**
   * A contract.
   *
   * @param timeouts of {@code llmapi.yaml}, or empty for the usual ones
   */
  ProviderContract(String timeouts) throws IOException {
    gateway = TestGateway.start(Subject.yaml(fake.uri().toString(), timeouts), VARIABLES);
  }

  @BeforeEach
  void forget() {
    fake.forget();
  }

  @AfterAll
  void stop() {
    fake.close();
    gateway.close();
  }

  FakeProvider fake() {
    return fake;
  }

  TestGateway gateway() {
    return gateway;
  }

  /** Asks this provider, which does that. */
  Answer ask(Subject subject, boolean stream, Reply reply) throws IOException {
    fake.plan(reply);
    return gateway.chat(TestGateway.question(subject.model(), stream));
  }

  /** The answer is the failure of this status and code, in OpenAI's shape. */
  static void assertFailure(Answer answer, int status, String code) {
    assertEquals(status, answer.status(), answer.body());
    JsonNode error = answer.error();
    assertAll(
        () -> assertTrue(answer.whole(), "an error's body is whole"),
        () -> assertEquals("application/json", answer.header("content-type").orElse("")),
        () -> assertTrue(answer.header("x-request-id").isPresent(), "x-request-id"),
        () -> assertEquals(code, error.path("code").asText(), answer.body()),
        () -> assertFalse(error.path("message").asText().isBlank(), "message"),
        () -> assertTrue(error.has("param") && error.has("type"), answer.body()));
  }

  /** The law: a broken stream is never shown as a whole one. */
  static void assertToldAsBroken(Answer answer, String code) {
    assertEquals(200, answer.status(), answer.body());
    assertFalse(answer.isDone(), answer.body());
    JsonNode last = answer.chunks().getLast();
    assertAll(
        () -> assertTrue(answer.streamedText().startsWith("Hello"), answer.body()),
        () -> assertEquals(code, last.path("error").path("code").asText(), answer.body()),
        () -> assertFalse(isFinished(answer), answer.body()));
  }

  private static boolean isFinished(Answer answer) {
    return answer.chunks().stream()
        .anyMatch(chunk -> chunk.path("choices").path(0).path("finish_reason").isTextual());
  }
}
