package dev.llmapi.policy;

import dev.llmapi.model.Failure;
import dev.llmapi.model.FailureKind;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The gateway's own API key. What a caller shows is compared by its SHA-256, in a time that does
 * not depend on it. Thread-safe.
 */
public final class ApiKeys {

  private static final String BEARER = "Bearer ";

  private final Supplier<Optional<String>> key;
  private volatile @Nullable Known known;

  /** A key and its hash, so that the hash is made once. */
  // Arrays, since this never leaves the class.
  @SuppressWarnings("ArrayRecordComponent")
  private record Known(String key, byte[] sha256) {}

  /**
   * The keys of one gateway.
   *
   * @param key asked for at each call, so that it may be read late and change
   */
  public ApiKeys(Supplier<Optional<String>> key) {
    this.key = key;
  }

  /**
   * Lets in who shows the key.
   *
   * @param authorization the {@code Authorization} header
   * @param apiKey the {@code api-key} header, in which Azure's clients show theirs
   */
  public Admission admit(@Nullable String authorization, @Nullable String apiKey) {
    Optional<String> shown = shown(authorization, apiKey);
    if (shown.isEmpty()) {
      return refused(
          "You didn't provide an API key. Send it in the header 'Authorization: Bearer <key>'.");
    }
    Optional<Known> expected = expected();
    if (expected.isEmpty()) {
      return new Admission.Refused(
          Failure.of(
              FailureKind.OVERLOADED,
              "The gateway has no API key yet. Its owner must set LLMAPI_API_KEY."));
    }
    boolean same = MessageDigest.isEqual(sha256(shown.get()), expected.get().sha256());
    return same
        ? new Admission.Granted(Caller.OWNER)
        : refused("Incorrect API key provided. The gateway prints its key when it starts.");
  }

  /** The key that a caller shows, in either of the two headers. */
  public static Optional<String> shown(@Nullable String authorization, @Nullable String apiKey) {
    if (authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return Optional.of(authorization.substring(BEARER.length()).strip());
    }
    return Optional.ofNullable(apiKey);
  }

  private Optional<Known> expected() {
    Optional<String> current = key.get();
    if (current.isEmpty()) {
      return Optional.empty();
    }
    Known last = known;
    if (last == null || !last.key().equals(current.get())) {
      last = new Known(current.get(), sha256(current.get()));
      known = last;
    }
    return Optional.of(last);
  }

  private static Admission refused(String message) {
    return new Admission.Refused(Failure.of(FailureKind.UNAUTHENTICATED, message));
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
