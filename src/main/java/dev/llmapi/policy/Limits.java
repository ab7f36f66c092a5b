package dev.llmapi.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a project or a key may spend and do; an absent limit does not bind. Money is in
 * nano-dollars.
 *
 * @param usdTotal in all, from its first call on ({@code usd_total})
 * @param usdMonth in a calendar month, UTC ({@code usd_month})
 * @param usdDay in a calendar day, UTC ({@code usd_day})
 * @param rpm requests in a minute of the clock
 * @param tpm tokens in a minute of the clock, reserved ones until the call is settled
 * @param parallel calls under way at one time
 * @param models globs of the models that may be called, such as {@code openai/*}, or of aliases,
 *     whatever stands behind them; none allow all
 */
public record Limits(
    @Nullable Long usdTotal,
    @Nullable Long usdMonth,
    @Nullable Long usdDay,
    @Nullable Long rpm,
    @Nullable Long tpm,
    @Nullable Long parallel,
    List<String> models) {

  public static final Limits NONE = new Limits(null, null, null, null, null, null, List.of());

  public Limits {
    models = List.copyOf(models);
  }

  /** Whether money is limited, so that a call whose price is not known must be refused. */
  public boolean limitsMoney() {
    return usdTotal != null || usdMonth != null || usdDay != null;
  }

  /** Whether counters must be kept for it. */
  public boolean limitsCounters() {
    return limitsMoney() || rpm != null || tpm != null || parallel != null;
  }
}
