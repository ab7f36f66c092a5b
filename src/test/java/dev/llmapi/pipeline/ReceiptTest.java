package dev.llmapi.pipeline;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmapi.testing.Answer;
import dev.llmapi.testing.Replies;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the gateway tells of who was tried and who answered. */
final class ReceiptTest extends PipelineFixture {

  ReceiptTest() throws IOException {
    super("");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void receipt_ofASecondAttempt_tellsBoth(boolean stream) throws Exception {
    first().plan(status(503));
    second().plan(good(stream));
    Answer answer = chat("any", stream);
    JsonNode receipt = (stream ? answer.chunks().getLast() : answer.json()).path("llmapi");
    assertAll(
        () ->
            assertEquals(answer.header("x-request-id").orElse("none"), receipt.path("id").asText()),
        () -> assertEquals("second/b", receipt.path("model").asText()),
        () -> assertEquals("second", receipt.path("provider").asText()),
        () -> assertEquals(2, receipt.path("attempts").size(), receipt.toString()),
        () -> assertEquals("first/a", receipt.at("/attempts/0/model").asText()),
        () -> assertEquals(503, receipt.at("/attempts/0/status").asInt()),
        () -> assertEquals("server_is_overloaded", receipt.at("/attempts/0/error").asText()),
        () -> assertEquals("second/b", receipt.at("/attempts/1/model").asText()),
        () -> assertEquals(200, receipt.at("/attempts/1/status").asInt()),
        () -> assertEquals("2", answer.header("x-llmapi-attempts").orElse("")));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void attemptsHeader_oneFailedAttempt_isOne(boolean stream) throws Exception {
    first().plan(status(500));
    assertEquals("1", chat("first/a", stream).header("x-llmapi-attempts").orElse(""));
  }

  @Test
  void receipt_withUsageAskedFor_standsInTheUsageChunkAlone() throws Exception {
    String usage =
        "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":[],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1,\"total_tokens\":2}}\n\n";
    first()
        .plan(
            Replies.stream(
                List.of(EVENTS.get(0), EVENTS.get(1), EVENTS.get(2), usage, EVENTS.get(3))));
    Answer answer = chat("first/a", true, ",\"stream_options\":{\"include_usage\":true}");
    List<JsonNode> chunks = answer.chunks();
    assertTrue(chunks.getLast().has("llmapi"), answer.body());
    assertEquals(2, chunks.getLast().at("/usage/total_tokens").asInt());
    assertEquals(1, chunks.stream().filter(chunk -> chunk.has("llmapi")).count());
  }

  @Test
  void receipt_usageChunkThatHasChoices_isStillTheLast() throws Exception {
    String usage =
        "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"\"},\"finish_reason\":null}],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1,\"total_tokens\":2}}\n\n";
    first()
        .plan(
            Replies.stream(
                List.of(EVENTS.get(0), EVENTS.get(1), EVENTS.get(2), usage, EVENTS.get(3))));
    Answer answer = chat("first/a", true);
    assertTrue(answer.chunks().getLast().has("llmapi"), answer.body());
    assertTrue(answer.isDone());
  }

  @Test
  void dropped_parametersOfTheProviderThatAnswered_areNamed() throws Exception {
    third()
        .plan(
            Replies.json(
                "{\"id\":\"m\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"c\",\"content\":[{\"type\":\"text\",\"text\":\"Hi\"}],\"stop_reason\":\"end_turn\",\"usage\":{\"input_tokens\":1,\"output_tokens\":1}}"));
    Answer answer = chat("third/c", false, ",\"seed\":7,\"provider\":{\"sort\":\"price\"}");
    String dropped = answer.json().at("/llmapi/dropped").toString();
    assertTrue(dropped.contains("\"seed\""), answer.body());
    assertTrue(dropped.contains("\"provider.sort\""), answer.body());
  }

  @Test
  void whole_longWithNullError_isAnAnswer() throws Exception {
    String body =
        ANSWER
            .replace("Hello", "Hello".repeat(40_000))
            .replace("\"object\"", "\"error\":null,\"object\"");
    first().plan(Replies.json(body));
    Answer answer = chat("first/a", false);
    assertTrue(answer.whole());
    assertEquals("first/a", answer.json().at("/llmapi/model").asText());
  }

  @Test
  void whole_longWithoutChoices_isNoAnswer() throws Exception {
    first().plan(Replies.json("{\"text\":\"" + "Hello".repeat(40_000) + "\"}"));
    assertEquals(false, chat("first/a", false).whole());
  }

  @Test
  void whole_longWithAnErrorAtItsBeginning_isAnError() throws Exception {
    first()
        .plan(
            Replies.json(
                "{\"error\":{\"message\":\"no\"},\"text\":\"" + "Hello".repeat(40_000) + "\"}"));
    assertEquals(502, chat("first/a", false).status());
  }
}
