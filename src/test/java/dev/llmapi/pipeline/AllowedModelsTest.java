package dev.llmapi.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmapi.model.Slice;
import dev.llmapi.policy.Limits;
import dev.llmapi.testing.Answer;
import dev.llmapi.testing.Replies;
import dev.llmapi.wire.json.Json;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code limits.models}, and what is told of a call that nobody answered. */
final class AllowedModelsTest extends MeteredFixture {

  AllowedModelsTest() {
    super("20s");
  }

  @ParameterizedTest(name = "{0} allows {1}: {2}")
  @CsvSource({
    "any,     any,      200",
    "any,     first/a,  403",
    "first/*, any,      200",
    "first/*, first/a,  200",
    "second/*, any,     200",
    "second/*, first/a, 403",
    "first/b, any,      403",
  })
  void models_thatAreAllowed_areCalled(String pattern, String model, int status)
      throws IOException {
    limits(new Limits(null, null, null, null, null, null, List.of(pattern)));
    first().plan(Replies.json(PipelineFixture.ANSWER));
    second().plan(Replies.json(PipelineFixture.ANSWER));
    assertThat(chatWith(model, "").status()).isEqualTo(status);
  }

  @Test
  void refusedCall_isToldToCostNothing() throws IOException {
    limits(new Limits(1000 * TOKEN, null, null, null, null, null, List.of()));
    first().plan(PipelineFixture.status(400));
    Answer answer = chat(false, "");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.header("x-llmapi-cost-usd")).contains("0");
    String id = answer.header("x-request-id").orElseThrow();
    JsonNode receipt =
        Json.tree(Slice.utf8(stores().ledger().findReceipt("p", id).orElseThrow().json()));
    assertThat(receipt.at("/attempts/0/error").asText()).isEqualTo("invalid_request_error");
    assertThat(receipt.path("cost_usd").asInt(-1)).isZero();
    assertThat(receipt.at("/budget_left/usd_total").asInt()).isOne();
  }
}
