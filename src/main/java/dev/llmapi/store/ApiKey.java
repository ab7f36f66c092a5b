package dev.llmapi.store;

import dev.llmapi.policy.Limits;
import java.time.Instant;

/**
 * A key of a project, without its secret.
 *
 * @param id stands in the key itself, and finds the record
 * @param sha256 of the whole key, in hexadecimal
 * @param version counts its changes, so that two writers do not undo each other
 */
public record ApiKey(
    String id,
    String projectId,
    String name,
    String sha256,
    Limits limits,
    boolean disabled,
    Instant createdAt,
    long version) {

  /** Hides the hash too. */
  @Override
  public String toString() {
    return "ApiKey[" + id + " of " + projectId + "]";
  }
}
