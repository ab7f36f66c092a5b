package dev.llmapi.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmapi.testing.Answer;
import dev.llmapi.testing.FakeProvider;
import dev.llmapi.testing.Replies;
import dev.llmapi.testing.Reply;
import dev.llmapi.testing.TestGateway;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Gemini tells the tier that served a call in a header, and in its usage. */
final class GeminiTierTest {

  /** 1,000 tokens of gemini-3.5-flash at 1.5 USD a million, and 100 at 9. */
  private static final double USUAL = 0.0024;

  private final FakeProvider provider = FakeProvider.start();
  private final TestGateway gateway;

  GeminiTierTest() throws IOException {
    gateway =
        TestGateway.start(
            "", Map.of("GEMINI_API_KEY", "key-of-a-test", "GEMINI_BASE_URL", provider.uri() + ""));
  }

  @AfterEach
  void close() {
    gateway.close();
    provider.close();
  }

  @ParameterizedTest(name = "{0}: asked {1}, header {2}, usage {3}")
  @CsvSource({
    "whole,  priority, standard, '',       1,   default",
    "whole,  priority, STANDARD, priority, 1,   default",
    "whole,  priority, priority, '',       2,   priority",
    "whole,  priority, '',       '',       2,   ''",
    "whole,  priority, '',       standard, 1,   default",
    "whole,  priority, '',       SERVICE_TIER_UNSPECIFIED, 2, ''",
    "whole,  priority, paid,     SERVICE_TIER_PRIORITY,    2, priority",
    "whole,  flex,     flex,     '',       0.5, flex",
    "whole,  flex,     '',       '',       1,   ''",
    "whole,  '',       standard, standard, 1,   default",
    "stream, priority, standard, '',       1,   default",
    "stream, priority, priority, '',       2,   priority",
    "stream, flex,     flex,     '',       0.5, flex",
    "stream, flex,     '',       flex,     0.5, ''",
  })
  void answer_isBilledAndToldByTheTierThatServedIt(
      String way, String asked, String header, String usage, double times, String told)
      throws IOException {
    boolean stream = way.equals("stream");
    provider.plan(reply(stream, header, usage));

    Answer answer = ask(stream, asked);

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    JsonNode last = stream ? answer.chunks().getLast() : answer.json();
    assertThat(last.path("llmapi").path("cost_usd").asDouble()).isEqualTo(USUAL * times);
    assertThat(last.path("service_tier").asText()).isEqualTo(told);
  }

  private Answer ask(boolean stream, String tier) throws IOException {
    String more = tier.isEmpty() ? "" : ",\"service_tier\":\"" + tier + "\"";
    return gateway.chat(
        """
        {"model":"gemini/gemini-3.5-flash","stream":%s,"messages":[{"role":"user","content":"%s"}],"max_completion_tokens":100,"llmapi":{"max_cost_usd":1}%s}\
        """
            .formatted(stream, "word ".repeat(1000), more));
  }

  private static Reply reply(boolean stream, String header, String usage) {
    String tier = usage.isEmpty() ? "" : ",\"serviceTier\":\"" + usage + "\"";
    String body =
        """
        {"candidates":[{"content":{"parts":[{"text":"Hi"}],"role":"model"},"finishReason":"STOP","index":0}],"usageMetadata":{"promptTokenCount":1000,"candidatesTokenCount":100,"totalTokenCount":1100%s},"modelVersion":"gemini-3.5-flash","responseId":"r"}\
        """
            .formatted(tier);
    Map<String, String> headers = new HashMap<>();
    if (!header.isEmpty()) {
      headers.put("X-Gemini-Service-Tier", header);
    }
    if (!stream) {
      return Replies.json(200, headers, body);
    }
    headers.put("content-type", "text/event-stream");
    return Replies.whole(200, headers, ("data: " + body + "\n\n").getBytes(StandardCharsets.UTF_8));
  }
}
