package dev.llmapi.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * Measures what metering adds to a chat on the embedded store: two gateways on one core, one of
 * which has a ledger that keeps nothing, asked in turn. Used by one thread.
 */
final class Metering {
  private static final Duration SLICE = Duration.ofMillis(500);
  private static final int MANY = 20;

  private final BenchOptions options;
  private final List<Asker> askers;

  /** A key at a gateway, and what was measured of it, slice by slice. */
  private record Asker(
      String told, Target target, ProcessMeter meter, List<Cell> alone, List<Cell> together) {

    Asker(String told, Target target, Gateway gateway) {
      this(
          told,
          target.withModelPrefix("wall/"),
          gateway.child().meter(),
          new ArrayList<>(),
          new ArrayList<>());
    }

    Cell ask(int connections) throws InterruptedException {
      return LoadTool.run(target, Workload.CHAT, connections, SLICE, Optional.of(meter));
    }

    Cell one() {
      return Cell.merge(alone);
    }

    Cell many() {
      return Cell.merge(together);
    }

    Optional<String> failure() {
      return one().failure().or(() -> many().failure());
    }
  }

  private Metering(BenchOptions options, List<Asker> askers) {
    this.options = options;
    this.askers = askers;
  }

  /**
   * Measures, and prints the table.
   *
   * @return whether all answers were right
   */
  static boolean run(BenchOptions options, int mockPort, Path folder)
      throws IOException, InterruptedException {
    Path asideFolder = Files.createDirectory(folder.resolve("aside"));
    try (Gateway metered = Gateway.start(options.gatewayCommand(), mockPort, folder);
        Gateway aside = Gateway.start(BenchOptions.UNMETERED_COMMAND, mockPort, asideFolder)) {
      Metering metering =
          new Metering(
              options,
              List.of(
                  new Asker("metering aside", aside.target(), aside),
                  new Asker("a key without limits", metered.target(), metered),
                  new Asker(
                      "a key and a project with limits of money, requests and tokens",
                      metered.limited(),
                      metered)));
      metering.measure();
      System.out.println(Report.machine());
      System.out.println(metering.table());
      return metering.askers.stream().allMatch(asker -> asker.failure().isEmpty());
    }
  }

  /** In short turns, so that a disturbance meets all of them. */
  private void measure() throws InterruptedException {
    long deadline = System.nanoTime() + options.warmup().toNanos();
    while (System.nanoTime() < deadline) {
      for (Asker asker : askers) {
        var _ = asker.ask(MANY);
      }
    }
    long turns = Math.max(1, options.rounds() * options.cell().dividedBy(SLICE));
    for (long turn = 0; turn < turns; turn++) {
      for (Asker asker : askers) {
        asker.alone().add(asker.ask(1));
      }
      for (Asker asker : askers) {
        asker.together().add(asker.ask(MANY));
      }
    }
  }

  private String table() {
    return Stream.concat(
            Stream.of(
                "A chat with an answer of 1 KB, and in brackets what metering adds.\n",
                "| | p50 ms, c=1 | p99 ms, c=1 | CPU ms, c=20 |\n|---|---|---|---|"),
            askers.stream().map(this::line))
        .reduce("", (table, line) -> table + line + "\n");
  }

  private String line(Asker asker) {
    if (asker.failure().isPresent()) {
      return "| %s | failed: %s |".formatted(asker.told(), asker.failure().get());
    }
    Cell one = asker.one();
    Cell oneAside = askers.getFirst().one();
    return "| %s | %s | %s | %s |"
        .formatted(
            asker.told(),
            told(one.p50Millis(), oneAside.p50Millis()),
            told(one.p99Millis(), oneAside.p99Millis()),
            told(asker.many().cpuMillisPerAnswer(), askers.getFirst().many().cpuMillisPerAnswer()));
  }

  private static String told(OptionalDouble figure, OptionalDouble aside) {
    if (figure.isEmpty() || aside.isEmpty()) {
      return "–";
    }
    double added = figure.getAsDouble() - aside.getAsDouble();
    String value = String.format(Locale.ROOT, "%.3f", figure.getAsDouble());
    return added == 0 ? value : value + String.format(Locale.ROOT, " (%+.3f)", added);
  }
}
