package dev.llmapi.store;

import dev.llmapi.policy.Lease;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * The calls of a day that have all else in common, added up.
 *
 * @param tag one of the caller's own words ({@code llmapi.tags}), or empty
 * @param requests calls that were admitted
 * @param unsettledNanoUsd what dead calls had reserved, and nobody knows to be spent or not
 */
public record UsageRow(
    LocalDate day,
    String projectId,
    String keyId,
    String model,
    String provider,
    String tag,
    long requests,
    long errors,
    long promptTokens,
    long cachedTokens,
    long completionTokens,
    long imageTokens,
    long costNanoUsd,
    long unsettledNanoUsd) {

  /** What a dead call had reserved. */
  public static UsageRow unsettled(Lease dead) {
    return unsettled(dead, 1);
  }

  /** Takes {@link #unsettled(Lease)} back: the call was settled after all. */
  public static UsageRow settledAfterAll(Lease lease) {
    return unsettled(lease, -1);
  }

  /**
   * What a call has cost that was counted, and whose process died before it could tell more of it.
   *
   * @param counted with its cost
   */
  public static UsageRow unrecorded(Lease counted) {
    return of(counted, 1, 0, counted.costNanoUsd(), 0);
  }

  private static UsageRow unsettled(Lease lease, int sign) {
    int calls = lease.isFurther() ? 0 : sign;
    return of(lease, calls, calls, 0, sign * lease.costNanoUsd());
  }

  private static UsageRow of(Lease lease, int requests, int errors, long cost, long unsettled) {
    LocalDate day = lease.at().atZone(ZoneOffset.UTC).toLocalDate();
    String key = lease.keyId() == null ? "" : lease.keyId();
    return new UsageRow(
        day, lease.projectId(), key, "", "", "", requests, errors, 0, 0, 0, 0, cost, unsettled);
  }

  /** The row without its sums: what rows that can be added up have in common. */
  public UsageRow identity() {
    return new UsageRow(day, projectId, keyId, model, provider, tag, 0, 0, 0, 0, 0, 0, 0, 0);
  }

  /** Both added up; the first one's identity holds. */
  public UsageRow plus(UsageRow other) {
    return new UsageRow(
        day,
        projectId,
        keyId,
        model,
        provider,
        tag,
        requests + other.requests,
        errors + other.errors,
        promptTokens + other.promptTokens,
        cachedTokens + other.cachedTokens,
        completionTokens + other.completionTokens,
        imageTokens + other.imageTokens,
        costNanoUsd + other.costNanoUsd,
        unsettledNanoUsd + other.unsettledNanoUsd);
  }
}
