package dev.llmapi.policy;

/**
 * Who calls: a key of a project, both with their limits as last read.
 *
 * @param shares into how many counter items the project's limits are divided, 1 or more
 */
public record Caller(
    String projectId, Limits projectLimits, int shares, String keyId, Limits keyLimits) {

  /** The gateway's own key, before there are projects: nothing binds it. */
  public static final Caller OWNER = new Caller("default", Limits.NONE, 1, "default", Limits.NONE);

  /** Whether anything binds it that is counted. */
  public boolean isLimited() {
    return projectLimits.limitsCounters() || keyLimits.limitsCounters();
  }

  /** Whether a limit of either binds money. */
  public boolean hasBudget() {
    return projectLimits.limitsMoney() || keyLimits.limitsMoney();
  }
}
