package dev.llmapi.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmapi.model.FailureException;
import dev.llmapi.model.FailureKind;
import dev.llmapi.policy.ApiKeys;
import dev.llmapi.policy.KeyFormat;
import dev.llmapi.policy.Limits;
import dev.llmapi.store.Accounts;
import dev.llmapi.store.ApiKey;
import dev.llmapi.store.MemoryAccounts;
import dev.llmapi.store.Project;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let in, and what becomes of those who try keys. */
final class CallersTest {

  private static final String OWNER = "the-owners-own-key";

  private final Random random = new Random(1);
  private final Accounts accounts = new MemoryAccounts();
  private final String key = KeyFormat.newKey("k", random);
  private Instant now = Instant.parse("2026-11-27T12:00:00Z");
  private final Callers callers =
      new Callers(new ApiKeys(() -> Optional.of(OWNER)), accounts, () -> now);

  @BeforeEach
  void create() {
    accounts.create(new Project("p", "shop", Limits.NONE, 1, false, now, 1));
    String hash = KeyFormat.sha256(key);
    accounts.create(new ApiKey("k", "p", "", hash, Limits.NONE, false, now, 1));
  }

  private Optional<FailureKind> refusal(String shown) {
    try {
      callers.require("Bearer " + shown, null);
      return Optional.empty();
    } catch (FailureException e) {
      return Optional.of(e.failure().kind());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void wrongKeys_beyondAMinutesShare_are429(boolean wellFormed) {
    for (int i = 0; i < WrongKeys.MOST_A_MINUTE; i++) {
      assertThat(refusal(wrong(wellFormed, i))).contains(FailureKind.UNAUTHENTICATED);
    }
    assertThat(refusal(wrong(wellFormed, -1))).contains(FailureKind.RATE_LIMITED);
    now = now.plusSeconds(60);
    assertThat(refusal(wrong(wellFormed, -1))).contains(FailureKind.UNAUTHENTICATED);
  }

  private String wrong(boolean wellFormed, int number) {
    return wellFormed ? KeyFormat.newKey("none" + Math.abs(number), random) : "sk-" + number;
  }

  @Test
  void wrongKeys_doNotLockOutRightOnes() {
    assertThat(refusal(key)).isEmpty();
    now = now.plus(Duration.ofMinutes(5));
    callers.forget();
    for (int i = 0; i <= WrongKeys.MOST_A_MINUTE; i++) {
      refusal(wrong(true, i));
    }
    assertThat(refusal(key)).as("what was believed of it is old").isEmpty();
    assertThat(refusal(OWNER)).isEmpty();
    assertThat(refusal(KeyFormat.newKey("k", random)))
        .as("another secret of the same id")
        .contains(FailureKind.RATE_LIMITED);
  }
}
