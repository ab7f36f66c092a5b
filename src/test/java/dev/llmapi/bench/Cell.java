package dev.llmapi.bench;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What was measured of one workload at one target.
 *
 * @param whole how long each right answer took
 * @param first how long each took to its first byte
 * @param elapsedNanos how long all of it took
 * @param cpuMillis CPU time of the target's process meanwhile; empty where it cannot be known
 * @param failure the first thing that went wrong: such a cell's figures are worth nothing
 */
record Cell(
    Nanos whole, Nanos first, long elapsedNanos, OptionalLong cpuMillis, Optional<String> failure) {

  /** The same workload at the same target, measured in several rounds, as one. */
  static Cell merge(List<Cell> rounds) {
    Nanos whole = new Nanos();
    Nanos first = new Nanos();
    long elapsedNanos = 0;
    OptionalLong cpuMillis = OptionalLong.of(0);
    for (Cell round : rounds) {
      whole.addAll(round.whole);
      first.addAll(round.first);
      elapsedNanos += round.elapsedNanos;
      cpuMillis =
          cpuMillis.isPresent() && round.cpuMillis.isPresent()
              ? OptionalLong.of(cpuMillis.getAsLong() + round.cpuMillis.getAsLong())
              : OptionalLong.empty();
    }
    Optional<String> failure = rounds.stream().flatMap(c -> c.failure.stream()).findFirst();
    return new Cell(whole, first, elapsedNanos, cpuMillis, failure);
  }

  OptionalDouble p50Millis() {
    return whole.quantileMillis(0.50);
  }

  OptionalDouble p99Millis() {
    return whole.quantileMillis(0.99);
  }

  OptionalDouble firstP50Millis() {
    return first.quantileMillis(0.50);
  }

  OptionalDouble answersPerSecond() {
    return whole.count() == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(whole.count() * 1e9 / elapsedNanos);
  }

  OptionalDouble cpuMillisPerAnswer() {
    return whole.count() == 0 || cpuMillis.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) cpuMillis.getAsLong() / whole.count());
  }
}
