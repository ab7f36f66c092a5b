package dev.llmapi.store;

import static dev.llmapi.store.TestProject.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.llmapi.model.Body;
import dev.llmapi.model.Slice;
import dev.llmapi.store.Idempotency.Claim;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that are given again. */
public abstract class IdempotencyContract {

  private static final Duration PATIENCE = Duration.ofMinutes(15);
  private static final Instant EXPIRY = NOON.plus(Duration.ofDays(1));

  private final String scope = TestProject.newId();

  /** On a store that lasts as long as the class. */
  protected abstract Idempotency idempotency();

  private Claim claim(String key, String fingerprint, Instant now) {
    return idempotency().claim(scope, key, fingerprint, PATIENCE, now);
  }

  private static KeptAnswer answer(byte[] body) {
    return new KeptAnswer(
        200, Map.of("content-type", "text/event-stream", "x-odd", "a:b = ü"), Body.of(body));
  }

  private static KeptAnswer answer(String body) {
    return answer(body.getBytes(StandardCharsets.UTF_8));
  }

  private void assertAnswered(Claim claim, KeptAnswer expected) {
    assertThat(claim).isInstanceOf(Claim.Answered.class);
    KeptAnswer found = ((Claim.Answered) claim).answer();
    assertThat(found.status()).isEqualTo(expected.status());
    assertThat(found.headers()).isEqualTo(expected.headers());
    assertThat(found.body().joined()).isEqualTo(expected.body().joined());
  }

  @Test
  void key_neverSeen_isMine_andRunningForTheNext() {
    assertThat(claim("key", "body", NOON)).isEqualTo(new Claim.Mine());
    assertThat(claim("key", "body", NOON.plusSeconds(1))).isEqualTo(new Claim.Running());
    assertThat(claim("key", "other body", NOON)).isEqualTo(new Claim.Different());
    assertThat(claim("other key", "body", NOON)).isEqualTo(new Claim.Mine());
    assertThat(idempotency().claim(scope + "2", "key", "body", PATIENCE, NOON))
        .isEqualTo(new Claim.Mine());
  }

  @Test
  void call_completed_isAnsweredAgain() {
    claim("key", "body", NOON);
    KeptAnswer answer = answer("data: é\n\n");
    idempotency().complete(scope, "key", answer, EXPIRY);
    assertAnswered(claim("key", "body", NOON.plusSeconds(5)), answer);
    assertAnswered(claim("key", "body", EXPIRY), answer);
    assertThat(claim("key", "other body", NOON.plusSeconds(5))).isEqualTo(new Claim.Different());
  }

  @ParameterizedTest(name = "{0} bytes")
  @ValueSource(ints = {0, 1, 300 * 1024, 300 * 1024 + 1, 390 * 1024, 21 * 1024 * 1024})
  void answer_ofAnySize_isGivenAgainByteForByte(int size) {
    byte[] body = new byte[size];
    new Random(size).nextBytes(body);
    claim("key", "body", NOON);
    idempotency().complete(scope, "key", answer(body), EXPIRY);
    assertAnswered(claim("key", "body", NOON), answer(body));
  }

  @Test
  void answer_inSlices_isGivenAgainWhole() {
    Body slices =
        new Body(
            List.of(
                Slice.of("one ".getBytes(StandardCharsets.UTF_8)),
                Slice.of("two".getBytes(StandardCharsets.UTF_8))));
    claim("key", "body", NOON);
    idempotency().complete(scope, "key", new KeptAnswer(201, Map.of(), slices), EXPIRY);
    assertAnswered(
        claim("key", "body", NOON),
        new KeptAnswer(201, Map.of(), Body.of("one two".getBytes(StandardCharsets.UTF_8))));
  }

  @Test
  void answer_expired_isForgotten() {
    claim("key", "body", NOON);
    idempotency().complete(scope, "key", answer("x"), EXPIRY);
    assertThat(claim("key", "other body", EXPIRY.plusSeconds(1))).isEqualTo(new Claim.Mine());
    assertThat(claim("key", "other body", EXPIRY.plusSeconds(2))).isEqualTo(new Claim.Running());
  }

  @Test
  void answer_shorterThanTheOneBefore_holdsNothingOfThat() {
    claim("key", "body", NOON);
    idempotency().complete(scope, "key", answer(new byte[700 * 1024]), EXPIRY);
    claim("key", "body", EXPIRY.plusSeconds(1));
    KeptAnswer shorter = answer(new byte[310 * 1024]);
    idempotency().complete(scope, "key", shorter, EXPIRY.plus(Duration.ofDays(1)));
    assertAnswered(claim("key", "body", EXPIRY.plusSeconds(2)), shorter);
  }

  @Test
  void claim_released_isFree() {
    claim("key", "body", NOON);
    idempotency().release(scope, "key");
    assertThat(claim("key", "other body", NOON)).isEqualTo(new Claim.Mine());
  }

  @Test
  void release_ofAnAnsweredCall_changesNothing() {
    claim("key", "body", NOON);
    idempotency().complete(scope, "key", answer("x"), EXPIRY);
    idempotency().release(scope, "key");
    assertAnswered(claim("key", "body", NOON), answer("x"));
  }

  @Test
  void complete_ofAReleasedClaim_keepsNothing() {
    claim("key", "body", NOON);
    idempotency().release(scope, "key");
    idempotency().complete(scope, "key", answer("x"), EXPIRY);
    assertThat(claim("key", "body", NOON)).isEqualTo(new Claim.Mine());
  }

  @Test
  void claim_ofADeadCall_isFreeAfterPatience() {
    claim("key", "body", NOON);
    assertThat(claim("key", "body", NOON.plus(PATIENCE))).isEqualTo(new Claim.Running());
    assertThat(claim("key", "body", NOON.plus(PATIENCE).plusMillis(1))).isEqualTo(new Claim.Mine());
  }

  @Test
  void key_ofAnyText_isTaken() {
    String odd = "ключ #/\u0000\n".repeat(300);
    assertThat(claim(odd, "body", NOON)).isEqualTo(new Claim.Mine());
    assertThat(claim(odd, "body", NOON)).isEqualTo(new Claim.Running());
  }

  @Test
  void key_claimedByMany_isOnesAlone() throws Exception {
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Claim> claim = () -> claim("key", "body", NOON);
      var claims = executor.invokeAll(Collections.nCopies(30, claim));
      int mine = 0;
      for (var each : claims) {
        mine += each.get() instanceof Claim.Mine ? 1 : 0;
      }
      assertThat(mine).isEqualTo(1);
    }
  }
}
