package dev.llmapi.provider;

import dev.llmapi.model.FailureException;
import java.net.URI;
import java.time.Duration;

/** Sends a call and waits for the answer's headers. Thread-safe. */
public interface Transport {

  /**
   * Sends the call. No retry, no redirect, no cookie: those are the pipeline's decisions.
   *
   * @return the answer, whatever its status
   * @throws FailureException UPSTREAM_UNREACHABLE when no connection came about, UPSTREAM_TIMEOUT
   *     when a deadline passed, UPSTREAM_BROKEN when the connection broke
   */
  UpstreamReply send(UpstreamCall call);

  /**
   * Opens a connection to where a call may go soon, and keeps it; sends nothing. For one that needs
   * none, nothing.
   *
   * @param patience until the connection stands
   * @throws FailureException UPSTREAM_UNREACHABLE when no connection came about
   */
  default void connect(URI uri, Duration patience) {}
}
