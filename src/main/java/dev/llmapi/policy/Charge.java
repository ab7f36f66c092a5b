package dev.llmapi.policy;

import org.jspecify.annotations.Nullable;

/**
 * One counter that a call adds to.
 *
 * @param counter its name, unique within the project's counters
 * @param amount what is added; may be 0
 * @param limit how high it may stand afterwards, this share's part of it; absent for no limit
 */
public record Charge(
    Scope scope, Quantity quantity, String counter, long amount, @Nullable Long limit) {

  /** Whether it may be added to a counter that stands at {@code current}. */
  public boolean fits(long current) {
    return limit == null || current <= limit - amount;
  }
}
