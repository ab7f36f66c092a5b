package dev.llmapi.pipeline;

import dev.llmapi.door.HttpExchange;
import dev.llmapi.door.HttpHandler;
import dev.llmapi.door.ResponseBody;
import dev.llmapi.model.Body;
import dev.llmapi.model.Failure;
import dev.llmapi.model.FailureException;
import dev.llmapi.model.FailureKind;
import dev.llmapi.model.Slice;
import dev.llmapi.policy.Caller;
import dev.llmapi.policy.KeyFormat;
import dev.llmapi.store.Idempotency;
import dev.llmapi.store.Idempotency.Claim;
import dev.llmapi.store.KeptAnswer;
import dev.llmapi.store.StoreUnavailableException;
import dev.llmapi.wire.openai.ErrorWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;

/**
 * Answers a repeated call with its first answer: same {@code Idempotency-Key}, same project, same
 * body. Nothing is called and nothing is billed again. An answer is kept for {@link #KEPT}; one
 * that was an error, or did not reach its end, is not kept, and its repeat is a new call. One that
 * is too long to be kept is told so, since it was billed. Thread-safe.
 */
public final class Idempotent {

  public static final Duration KEPT = Duration.ofHours(24);

  private static final System.Logger LOG = System.getLogger(Idempotent.class.getName());
  private static final String HEADER = "idempotency-key";
  private static final int LONGEST_KEY = 255;

  /** Ten images of 1.5 MB in base64, and some text. */
  private static final int MOST_BYTES = 24 << 20;

  private static final KeptAnswer TOO_LONG =
      new KeptAnswer(
          FailureKind.CONFLICT.status(),
          Map.of("content-type", "application/json", "x-should-retry", "false"),
          Body.of(
              ErrorWriter.write(
                  Failure.of(
                          FailureKind.CONFLICT,
                          "This call was answered and billed, but its answer was too long to be kept. Make it again with a new Idempotency-Key.")
                      .withCode("idempotent_answer_too_large"))));

  private static final Duration SOON = Duration.ofSeconds(1);

  private final Idempotency store;
  private final Gateway gateway;
  private final Duration patience;
  private final InstantSource clock;
  private final Semaphore room =
      KeptBytes.room(Math.max(MOST_BYTES, Runtime.getRuntime().maxMemory() / 4));

  /**
   * Repeats of one gateway's calls.
   *
   * @param patience after which a call that has not ended must have died: longer than any may take
   */
  public Idempotent(Idempotency store, Gateway gateway, Duration patience, InstantSource clock) {
    this.store = store;
    this.gateway = gateway;
    this.patience = patience;
    this.clock = clock;
  }

  /**
   * Answers the exchange by the handler, or as it was answered before.
   *
   * @throws FailureException 409 while the first call is running, 422 for another body, and as
   *     {@link Callers#require}
   * @throws StoreUnavailableException when it cannot be known whether the call was made
   * @throws IOException when the client is gone
   */
  public void answer(HttpExchange exchange, HttpHandler handler) throws IOException {
    String given = exchange.header(HEADER);
    if (given == null || given.isBlank()) {
      handler.handle(exchange);
      return;
    }
    if (given.length() > LONGEST_KEY) {
      throw FailureException.of(
          FailureKind.INVALID_VALUE,
          "'Idempotency-Key' has more than " + LONGEST_KEY + " characters.",
          HEADER);
    }
    Caller caller = gateway.requireCaller(exchange);
    String key = KeyFormat.sha256(given);
    Instant now = clock.instant();
    switch (store.claim(caller.projectId(), key, fingerprint(exchange), patience, now)) {
      case Claim.Mine _ -> first(exchange, handler, caller.projectId(), key);
      case Claim.Running _ ->
          throw new FailureException(
              Failure.of(
                      FailureKind.CONFLICT,
                      "A call with this Idempotency-Key is still running. Ask again in a moment.")
                  .withRetryAfter(SOON));
      case Claim.Different _ ->
          throw FailureException.of(
              FailureKind.UNPROCESSABLE,
              "This Idempotency-Key was used with another body. Take a new key for a new call.",
              HEADER);
      case Claim.Answered(KeptAnswer answer) -> again(exchange, answer);
    }
  }

  private void first(HttpExchange exchange, HttpHandler handler, String scope, String key)
      throws IOException {
    KeepingExchange recording =
        new KeepingExchange(
            exchange, new KeptBytes(room, MOST_BYTES), kept -> end(kept, scope, key));
    try {
      handler.handle(recording);
    } finally {
      recording.end();
    }
  }

  private void end(KeepingExchange recording, String scope, String key) {
    // A client that hung up has interrupted this thread; its claim is ended all the same.
    boolean interrupted = Thread.interrupted();
    try {
      if (recording.isWhole()) {
        KeptAnswer answer = recording.answer().orElse(TOO_LONG);
        store.complete(scope, key, answer, clock.instant().plus(KEPT));
      } else {
        store.release(scope, key);
      }
    } catch (StoreUnavailableException e) {
      LOG.log(System.Logger.Level.ERROR, "an answer could not be kept for its repeat", e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static void again(HttpExchange exchange, KeptAnswer answer) throws IOException {
    Map<String, String> headers = new LinkedHashMap<>(answer.headers());
    headers.put("x-llmapi-replayed", "true");
    long length = answer.body().length();
    try (ResponseBody out = exchange.open(answer.status(), headers, length)) {
      for (Slice slice : answer.body().slices()) {
        out.write(slice.array(), slice.from(), slice.length());
      }
    }
  }

  private static String fingerprint(HttpExchange exchange) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update((exchange.method() + " " + exchange.path()).getBytes(StandardCharsets.UTF_8));
      digest.update(exchange.body(), 0, exchange.bodyLength());
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
