package dev.llmapi.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmapi.testing.Answer;
import dev.llmapi.testing.FakeProvider;
import dev.llmapi.testing.Replies;
import dev.llmapi.testing.TestGateway;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What was asked of {@code service_tier} is reserved, and what the answer says of it is billed. */
final class ServiceTierTest {

  private static final String USAGE =
      "\"usage\":{\"prompt_tokens\":1000,\"completion_tokens\":100,\"total_tokens\":1100}";

  /** 1,000 tokens of gpt-5.4 at 2.5 USD a million, and 100 at 15. */
  private static final double USUAL = 0.004;

  private final FakeProvider provider = FakeProvider.start();
  private final TestGateway gateway;

  ServiceTierTest() throws IOException {
    gateway =
        TestGateway.start(
            "", Map.of("OPENAI_API_KEY", "sk-upstream", "OPENAI_BASE_URL", provider.uri() + "/v1"));
  }

  @AfterEach
  void close() {
    gateway.close();
    provider.close();
  }

  @ParameterizedTest(name = "{0}: asked {1}, answered {2}")
  @CsvSource({
    "whole,  priority, priority, 2",
    "whole,  fast,     priority, 2",
    "whole,  priority, default,  1",
    "whole,  priority, '',       2",
    "whole,  flex,     flex,     0.5",
    "whole,  flex,     default,  1",
    "whole,  flex,     '',       1",
    "whole,  auto,     priority, 2",
    "whole,  auto,     default,  1",
    "whole,  '',       priority, 2",
    "whole,  default,  default,  1",
    "stream, priority, priority, 2",
    "stream, flex,     flex,     0.5",
    "long,   priority, priority, 2",
    "long,   flex,     default,  1",
  })
  void answer_isBilledByTheTierThatServedIt(String way, String asked, String answered, double times)
      throws IOException {
    String tier = answered.isEmpty() ? "" : ",\"service_tier\":\"" + answered + "\"";
    provider.plan(
        way.equals("stream")
            ? Replies.stream(events(tier))
            : Replies.json(whole(tier, way.equals("long") ? 100_000 : 5)));
    Answer answer = ask(way.equals("stream"), asked);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    JsonNode last = way.equals("stream") ? answer.chunks().getLast() : answer.json();
    JsonNode receipt = last.path("llmapi");
    assertThat(receipt.path("cost_usd").asDouble()).isEqualTo(USUAL * times);
    assertThat(receipt.path("beyond_reservation").asBoolean())
        .as("only what nobody asked for")
        .isEqualTo(asked.isEmpty() && times > 1);
  }

  private Answer ask(boolean stream, String tier) throws IOException {
    String more = tier.isEmpty() ? "" : ",\"service_tier\":\"" + tier + "\"";
    String text = "word ".repeat(1000);
    return gateway.chat(
        """
        {"model":"openai/gpt-5.4","stream":%s,"messages":[{"role":"user","content":"%s"}],"max_completion_tokens":100,"llmapi":{"max_cost_usd":1}%s}\
        """
            .formatted(stream, text, more));
  }

  private static String whole(String tier, int letters) {
    return """
    {"id":"c","object":"chat.completion","created":1,"model":"gpt-5.4","choices":[{"index":0,"message":{"role":"assistant","content":"%s"},"finish_reason":"stop"}],%s%s}\
    """
        .formatted("x".repeat(letters), USAGE, tier);
  }

  private static List<String> events(String tier) {
    String head =
        "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"gpt-5.4\"%s,"
            .formatted(tier);
    return List.of(
        head
            + "\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"Hi\"},\"finish_reason\":\"stop\"}]}\n\n",
        head + "\"choices\":[]," + USAGE + "}\n\n",
        "data: [DONE]\n\n");
  }
}
