package dev.llmapi.pipeline;

import dev.llmapi.pricing.Money;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The attempts of one call whose answers were lost, and what they are counted at. For one thread.
 */
final class Losses {

  private final List<Unreported.Loss> all = new ArrayList<>(0);

  void add(Unreported.Loss loss) {
    all.add(loss);
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  /** Whether the last of them was at this candidate. */
  boolean endAt(@Nullable Candidate candidate) {
    return !all.isEmpty() && all.getLast().candidate().equals(candidate);
  }

  long nanoUsd() {
    return all.stream().mapToLong(Unreported.Loss::nanoUsd).reduce(0, Money::add);
  }

  long tokens() {
    return all.stream().mapToLong(loss -> loss.usage().totalTokens()).reduce(0, Money::add);
  }

  /** Each is an error of its candidate, beside the call's own row. */
  void addTo(DayUsage day) {
    for (Unreported.Loss loss : all) {
      day.add(loss.candidate(), loss.usage(), loss.nanoUsd(), 0, 1);
    }
  }
}
