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
import java.util.Objects;
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

  private static final int MOST_KEPT = 10_000;

  private final ApiKeys owner;
  private final Accounts accounts;
  private final InstantSource clock;
  private final Map<String, Known> known = new ConcurrentHashMap<>();
  private final WrongKeys wrongKeys;

  /** What the store said of a key's id, and when. */
  private record Known(@Nullable ApiKey key, @Nullable Project project, Instant readAt) {
    boolean isFresh(Instant now) {
      return readAt.plus(key == null ? UNKNOWN_BELIEVED : BELIEVED).isAfter(now);
    }

    boolean isOf(String shown) {
      return key != null && KeyFormat.isSame(key.sha256(), KeyFormat.sha256(shown));
    }

    boolean isDisabled() {
      return key != null && key.disabled();
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
    this.wrongKeys = new WrongKeys(clock);
  }

  /**
   * The caller behind a key.
   *
   * @throws FailureException 401 for a key that is not known or disabled, 403 for a disabled
   *     project, 429 when too many wrong keys were tried, 503 when the store cannot say
   */
  public Caller require(@Nullable String authorization, @Nullable String apiKey) {
    Admission asOwner = owner.admit(authorization, apiKey);
    if (asOwner instanceof Admission.Granted(Caller caller)) {
      return caller;
    }
    Failure refused = ((Admission.Refused) asOwner).failure();
    Optional<String> shown = ApiKeys.shown(authorization, apiKey);
    if (shown.isEmpty()) {
      throw new FailureException(refused);
    }
    Optional<String> id = KeyFormat.idOf(shown.get());
    if (id.isEmpty()) {
      throw new FailureException(
          refused.kind() == FailureKind.UNAUTHENTICATED ? wrongKeys.told(refused) : refused);
    }
    Known found = find(id.get(), shown.get());
    if (!found.isOf(shown.get()) || found.isDisabled()) {
      throw new FailureException(
          wrongKeys.told(
              Failure.of(
                  FailureKind.UNAUTHENTICATED,
                  "Incorrect API key provided, or it has been disabled.")));
    }
    return caller(found);
  }

  private static Caller caller(Known found) {
    ApiKey key = Objects.requireNonNull(found.key());
    Project project = found.project();
    if (project == null || project.disabled()) {
      throw FailureException.of(
          FailureKind.FORBIDDEN, "The project of this API key has been disabled.");
    }
    return new Caller(project.id(), project.limits(), project.shares(), key.id(), key.limits());
  }

  /** Believes nothing any more, after a change through this instance, but knows who was right. */
  public void forget() {
    known.values().removeIf(each -> each.key() == null);
    known.replaceAll((_, each) -> new Known(each.key(), each.project(), Instant.EPOCH));
  }

  /** Whoever tries wrong keys must not lock out those that were right before. */
  private Known find(String id, String shown) {
    Instant now = clock.instant();
    Known last = known.get(id);
    if (last != null && last.isFresh(now)) {
      return last;
    }
    if (wrongKeys.areTooMany() && (last == null || !last.isOf(shown))) {
      throw new FailureException(
          wrongKeys.told(Failure.of(FailureKind.UNAUTHENTICATED, "Incorrect API key provided.")));
    }
    Known read = read(id, now);
    if (known.size() >= MOST_KEPT) {
      known.values().removeIf(each -> each.key() == null);
      if (known.size() >= MOST_KEPT) {
        known.clear();
      }
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
