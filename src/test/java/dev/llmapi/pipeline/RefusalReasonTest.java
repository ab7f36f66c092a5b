package dev.llmapi.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmapi.policy.Limits;
import dev.llmapi.testing.Answer;
import dev.llmapi.testing.RawClient;
import dev.llmapi.testing.Replies;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Money that others hold is 429, money that is spent is 402: by the least that a call needs. */
final class RefusalReasonTest extends MeteredFixture {

  RefusalReasonTest() {
    super("20s");
  }

  @Test
  void callWithoutLimit_whileOthersHoldTheMoney_isToldToWait() throws Exception {
    limits(new Limits(1000 * TOKEN, null, null, null, null, null, List.of()));
    CountDownLatch gate = new CountDownLatch(1);
    first().plan(Replies.until(gate).then(Replies.json(PipelineFixture.ANSWER)));
    try (RawClient holder = open(false, ",\"max_completion_tokens\":800")) {
      first().take();
      Answer refused = chat(false, "");
      assertThat(refused.status()).as(refused.body()).isEqualTo(429);
      assertThat(refused.body()).contains("budget_reserved");
      assertThat(refused.header("retry-after")).isPresent();
      gate.countDown();
      assertThat(holder.readAnswer().status()).isEqualTo(200);
    }
  }

  @Test
  void callWithoutLimit_whereLessThanItNeedsIsLeft_isToldThatItIsSpent() throws Exception {
    limits(new Limits(200 * TOKEN, null, null, null, null, null, List.of()));
    Answer refused = chat(false, "");
    assertThat(refused.status()).as(refused.body()).isEqualTo(402);
    assertThat(refused.body()).contains("budget_exceeded");
  }
}
