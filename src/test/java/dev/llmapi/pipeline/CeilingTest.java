package dev.llmapi.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmapi.model.FailureException;
import dev.llmapi.model.Slice;
import dev.llmapi.policy.Limits;
import dev.llmapi.testing.Answer;
import dev.llmapi.testing.Replies;
import dev.llmapi.wire.json.Json;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What one call may cost at most, by its own word. */
final class CeilingTest extends MeteredFixture {

  private static final String TEN_TOKENS =
      ",\"max_completion_tokens\":10,\"llmapi\":{\"max_cost_usd\":";

  CeilingTest() {
    super("20s");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "0.01,         200, ''",
    "1e50000000,   400, invalid_value",
    "0.0099,       402, max_cost_exceeded",
    "1e-50000000,  402, max_cost_exceeded",
    "-1,           400, invalid_value",
    "'\"1\"',      400, invalid_value",
    "1e2147483647, 400, invalid_value",
  })
  void member_isTheMostThatACallMayCost(String usd, int status, String code) throws IOException {
    limits(new Limits(null, null, null, null, null, null, List.of()));
    first().plan(Replies.json(PipelineFixture.ANSWER));
    Answer answer = chat(false, TEN_TOKENS + usd + "}");
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    JsonNode error = Json.tree(Slice.utf8(answer.body())).path("error");
    assertThat(error.path("code").asText()).isEqualTo(code);
    if (!code.isEmpty()) {
      assertThat(error.path("param").asText()).isEqualTo("llmapi.max_cost_usd");
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "0.05, 50000000",
    "' 0.05 ', 50000000",
    "0, 0",
    "1e50000000, 100000000",
    "1e-50000000, 0",
    "0.2, 100000000",
  })
  void header_holdsWhereItIsTheLowerOne(String header, long nanoUsd) {
    Wishes wishes = new Wishes(OptionalLong.of(100_000_000), "tag").withHeader(header);
    assertThat(wishes).isEqualTo(new Wishes(OptionalLong.of(nanoUsd), "tag"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "-1e50000000", "", "much", "NaN", "1,5"})
  void header_thatIsNoAmount_isRefusedByItsName(String header) {
    Wishes none = new Wishes(OptionalLong.empty(), "");
    assertThatThrownBy(() -> none.withHeader(header))
        .isInstanceOf(FailureException.class)
        .hasMessageContaining("x-llmapi-max-cost-usd");
  }
}
