package dev.llmapi.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmapi.testing.Answer;
import dev.llmapi.testing.FakeProvider;
import dev.llmapi.testing.Replies;
import dev.llmapi.testing.TestGateway;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class PassedOnStreamTest {

  @Test
  void stream_chunkOverSeveralLines_goesOnInOne() throws IOException {
    try (FakeProvider host = FakeProvider.start();
        TestGateway gateway =
            TestGateway.start(
                "providers: {wall: {kind: compatible, base_url: \"%s/v1\", api_key: \"k\"}}"
                    .formatted(host.uri()))) {
      host.plan(
          Replies.stream(
              List.of(
                  """
                  data: {"choices": [{"index": 0,
                  data:   "delta": {"role": "assistant", "content": "a\\nb"}}]}

                  """,
                  """
                  data: {"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]\r
                  data: }\r
                  \r
                  """,
                  "data: [DONE]\n\n")));

      Answer answer = gateway.chat(TestGateway.question("wall/m", true));

      assertThat(answer.chunks()).hasSize(2);
      assertThat(answer.chunks().getFirst().at("/choices/0/delta/content").textValue())
          .isEqualTo("a\nb");
      assertThat(answer.chunks().getLast().at("/choices/0/finish_reason").textValue())
          .isEqualTo("stop");
      assertThat(answer.events()).endsWith("[DONE]");
    }
  }
}
