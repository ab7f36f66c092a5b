package dev.llmapi.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.llmapi.testing.Answer;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the client says about who is to answer. */
final class PreferencesTest extends PipelineFixture {

  PreferencesTest() throws IOException {
    super("");
  }

  @Test
  void models_afterAFailure_areTriedInOrder() throws Exception {
    first().plan(status(500));
    second().plan(good(false));
    Answer answer = chat("first/a", false, ",\"models\":[\"second/z\",\"third/c\"]");
    assertEquals("second/z", answer.header("x-llmapi-model").orElse(""), answer.body());
    assertTrue(second().take().text().contains("\"model\":\"z\""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"order":["second","first"]}          | second
          {"order":["unknown","second"]}        | second
          {"only":["second"]}                   | second
          {"ignore":["first"]}                  | second
          {"ignore":["second"]}                 | first
          {"order":null,"only":[]}              | first
          """)
  void provider_preference_choosesWhoAnswers(String provider, String answers) throws Exception {
    first().plan(good(false));
    second().plan(good(false));
    Answer answer = chat("any", false, ",\"provider\":" + provider);
    assertEquals(answers, answer.header("x-llmapi-provider").orElse(""), answer.body());
    assertEquals("1", answer.header("x-llmapi-attempts").orElse(""));
  }

  @Test
  void provider_onlyThatIsNotThere_isToldAsNotFound() throws Exception {
    Answer answer = chat("any", false, ",\"provider\":{\"only\":[\"nobody\"]}");
    assertEquals(404, answer.status(), answer.body());
    assertEquals("provider", answer.error().path("param").asText());
  }

  @Test
  void provider_fallbacksForbidden_triesOneAlone() throws Exception {
    first().plan(status(500));
    Answer answer = chat("any", false, ",\"provider\":{\"allow_fallbacks\":false}");
    assertEquals(502, answer.status(), answer.body());
    assertEquals(0, second().pending());
  }

  @Test
  void provider_parametersRequired_isRefusedByNameWhereOneIsNotHonoured() throws Exception {
    Answer answer =
        chat("third/c", false, ",\"seed\":7,\"provider\":{\"require_parameters\":true}");
    assertEquals(400, answer.status(), answer.body());
    assertEquals("seed", answer.error().path("param").asText());
    assertEquals(0, third().pending());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "models":"second/b"                        | models
          "models":[1]                               | models
          "provider":"second"                        | provider
          "provider":{"order":"second"}              | provider.order
          "provider":{"only":[1]}                    | provider.only
          "provider":{"allow_fallbacks":"no"}        | provider.allow_fallbacks
          "provider":{"require_parameters":1}        | provider.require_parameters
          """)
  void preference_ofAnotherType_isRefusedByName(String member, String param) throws Exception {
    Answer answer = chat("any", false, "," + member);
    assertEquals(400, answer.status(), answer.body());
    assertEquals(param, answer.error().path("param").asText());
  }
}
