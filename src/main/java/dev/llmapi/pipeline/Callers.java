package dev.llmapi.pipeline;

import dev.llmapi.model.Failure;
import dev.llmapi.model.FailureException;
import dev.llmapi.model.FailureKind;
import dev.llmapi.policy.Admission;
import dev.llmapi.policy.ApiKeys;
import dev.llmapi.policy.Caller;
import dev.llmapi.policy.KeyFormat;
import dev.llmapi.store.Accounts;
import dev.llmapi.store.ApiKey;
import dev.llmapi.store.Project;
import dev.llmapi.store.StoreUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Step 2 of each request: the key that is shown to the caller that it stands for. What the store
 * says of a key is believed for {@link #BELIEVED}, so a revoked key lives at most that long.
 * Thread-safe.
 */
public final class Callers {

  public static final Duration BELIEVED = Duration.ofSeconds(30);

  /** A key that nobody knew may have been made a moment later. */
  private static final Duration UNKNOWN_BELIEVED = Duration.ofSeconds(2);

  /** Wrong keys in a minute, above which no further one is looked for in the store. */
  private static final int WRONG_KEYS_A_MINUTE = 300;

  private static final int MOST_KEPT = 10_000;
  private static final Duration SOON = Duration.ofSeconds(1);

  private final ApiKeys owner;
  private final Accounts accounts;
  private final InstantSource clock;
  private final Map<String, Known> known = new ConcurrentHashMap<>();
  private final WrongKeys wrongKeys = new WrongKeys(WRONG_KEYS_A_MINUTE);

  /** What the store said of a key's id, and when. */
  private record Known(@Nullable ApiKey key, @Nullable Project project, Instant readAt) {
    boolean isFresh(Instant now) {
      return readAt.plus(key == null ? UNKNOWN_BELIEVED : BELIEVED).isAfter(now);
    }
  }

  /**
   * Callers of one gateway.
   *
   * @param owner the gateway's own key, which no store needs to know
   */
  public Callers(ApiKeys owner, Accounts accounts, InstantSource clock) {
    this.owner = owner;
    this.accounts = accounts;
    this.clock = clock;
  }

  /**
   * The caller behind a key.
   *
   * @throws FailureException 401 for a key that is not known or disabled, 403 for a disabled
   *     project, 429 when too many wrong keys were tried, 503 when the store cannot say
   */
  public Caller require(@Nullable String authorization, @Nullable String apiKey) {
    Optional<String> id = ApiKeys.shown(authorization, apiKey).flatMap(KeyFormat::idOf);
    Admission asOwner = owner.admit(authorization, apiKey);
    if (asOwner instanceof Admission.Granted(Caller caller)) {
      return caller;
    }
    if (id.isEmpty()) {
      throw new FailureException(((Admission.Refused) asOwner).failure());
    }
    String shown = ApiKeys.shown(authorization, apiKey).orElseThrow();
    Known found = find(id.get());
    if (found.key() == null
        || found.key().disabled()
        || !KeyFormat.isSame(found.key().sha256(), KeyFormat.sha256(shown))) {
      wrongKeys.count(clock.instant());
      throw FailureException.of(
          FailureKind.UNAUTHENTICATED, "Incorrect API key provided, or it has been disabled.");
    }
    return caller(found.key(), found.project());
  }

  private static Caller caller(ApiKey key, @Nullable Project project) {
    if (project == null || project.disabled()) {
      throw FailureException.of(
          FailureKind.FORBIDDEN, "The project of this API key has been disabled.");
    }
    return new Caller(project.id(), project.limits(), project.shares(), key.id(), key.limits());
  }

  /** Forgets what it believes, after a change through this instance. */
  public void forget() {
    known.clear();
  }

  private Known find(String id) {
    Instant now = clock.instant();
    Known last = known.get(id);
    if (last != null && last.isFresh(now)) {
      return last;
    }
    if (wrongKeys.tooMany(now)) {
      throw new FailureException(
          Failure.of(FailureKind.RATE_LIMITED, "Too many incorrect API keys were tried.")
              .withRetryAfter(SOON));
    }
    Known read = read(id, now);
    if (known.size() >= MOST_KEPT) {
      known.clear();
    }
    known.put(id, read);
    return read;
  }

  private Known read(String id, Instant now) {
    try {
      ApiKey key = accounts.findKey(id).orElse(null);
      Project project = key == null ? null : accounts.findProject(key.projectId()).orElse(null);
      return new Known(key, project, now);
    } catch (StoreUnavailableException e) {
      throw Unavailable.failure(e);
    }
  }
}
