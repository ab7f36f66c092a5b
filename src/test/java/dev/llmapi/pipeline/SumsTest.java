package dev.llmapi.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmapi.model.Slice;
import dev.llmapi.policy.Limits;
import dev.llmapi.store.UsageRow;
import dev.llmapi.testing.Answer;
import dev.llmapi.testing.FakeProvider;
import dev.llmapi.testing.Replies;
import dev.llmapi.wire.json.Json;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What answers tell, what receipts keep, what the ledger counts and what providers ask is one. */
final class SumsTest extends MeteredFixture {

  SumsTest() {
    super("20s");
  }

  private static final int CALLS = 40;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void sums_ofReceiptsLedgerUsageAndProvider_areEqual(long seed) throws IOException {
    Random random = new Random(seed);
    limits(new Limits(1_000_000 * TOKEN, null, null, null, null, null, List.of()));
    long asked = 0;
    long told = 0;
    long kept = 0;
    for (int i = 0; i < CALLS; i++) {
      boolean stream = random.nextBoolean();
      int tokens = 1 + random.nextInt(100);
      if (random.nextInt(4) == 0) {
        first().plan(PipelineFixture.status(500));
        answer(second(), stream, tokens);
      } else {
        answer(first(), stream, tokens);
      }
      asked += tokens * TOKEN;
      Answer answer = chat(stream, ",\"max_completion_tokens\":100");
      assertThat(answer.status()).isEqualTo(200);
      JsonNode last = stream ? answer.chunks().getLast() : answer.json();
      told += nano(last.at("/llmapi/cost_usd"));
      kept += nano(kept(last.at("/llmapi/id").asText()).path("cost_usd"));
    }
    assertThat(told).as("the answers").isEqualTo(asked);
    assertThat(kept).as("the receipts").isEqualTo(asked);
    assertThat(spent()).as("the ledger").isEqualTo(asked);
    assertThat(usage().stream().mapToLong(UsageRow::costNanoUsd).sum()).isEqualTo(asked);
    assertThat(usage().stream().mapToLong(UsageRow::requests).sum()).isEqualTo(CALLS);
    assertThat(counter("r")).as("nothing is held any more").isZero();
  }

  private static void answer(FakeProvider provider, boolean stream, int tokens) {
    String usage =
        "\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":%d,\"total_tokens\":%d}"
            .formatted(tokens, tokens + 3);
    if (stream) {
      provider.plan(
          Replies.stream(
              List.of(
                  PipelineFixture.EVENTS.get(0),
                  PipelineFixture.EVENTS.get(1),
                  PipelineFixture.EVENTS.get(2),
                  "data: {\"id\":\"c\",\"created\":1,\"model\":\"m\",\"choices\":[],"
                      + usage
                      + "}\n\n",
                  "data: [DONE]\n\n")));
    } else {
      provider.plan(Replies.json(PipelineFixture.ANSWER.replaceAll("\"usage\":\\{.*?}", usage)));
    }
  }

  private JsonNode kept(String id) throws IOException {
    return Json.tree(Slice.utf8(stores().ledger().findReceipt("p", id).orElseThrow().json()));
  }

  private static long nano(JsonNode usd) {
    return usd.decimalValue().multiply(BigDecimal.valueOf(1_000_000_000)).longValueExact();
  }
}
