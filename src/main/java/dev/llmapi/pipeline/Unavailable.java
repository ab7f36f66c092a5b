package dev.llmapi.pipeline;

import dev.llmapi.model.Failure;
import dev.llmapi.model.FailureException;
import dev.llmapi.model.FailureKind;
import dev.llmapi.store.StoreUnavailableException;
import java.time.Duration;

/** What a caller is told when the store cannot say: 503 with Retry-After. */
public final class Unavailable {

  private static final System.Logger LOG = System.getLogger(Unavailable.class.getName());
  private static final Duration SOON = Duration.ofSeconds(1);

  private Unavailable() {}

  /** The failure; its cause goes to the log. */
  public static FailureException failure(StoreUnavailableException e) {
    LOG.log(System.Logger.Level.ERROR, e.getMessage(), e.getCause());
    return new FailureException(
        Failure.of(
                FailureKind.OVERLOADED,
                "The gateway's store of keys and budgets cannot be reached at the moment; nothing was"
                    + " called and nothing was billed.")
            .withRetryAfter(SOON));
  }
}
