package dev.llmapi.bench;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/**
 * How long to measure, and what.
 *
 * @param cell how long each row is measured at each target in each round
 * @param warmup how long the gateway works before anything is counted
 * @param rounds how often each row is measured, bare upstream and gateway in turn
 * @param starts how often the gateway is started to time it
 * @param gatewayCommand the shell command that starts the gateway
 */
record BenchOptions(Duration cell, Duration warmup, int rounds, int starts, String gatewayCommand) {

  static final String HELP =
      """
      Measures the gateway against the bare mock upstream behind it, and prints a Markdown table.

      usage: scripts/bench.sh [option ...]
        --quick                    a look in under a minute: the figures are rough
        --seconds N                seconds for each row, target and round (default 2)
        --warmup N                 seconds of load before anything is counted (default 40)
        --rounds N                 rounds, bare upstream and gateway in turn (default 2)
        --starts N                 how often the gateway's start is timed (default 3)
        --gateway-command 'CMD'    what starts the gateway (default scripts/serve.sh); it is given
                                   PORT, LLMAPI_CONFIG, LLMAPI_HOME and LLMAPI_API_KEY
        --help                     this text

      The table goes to standard output, progress to standard error. Nothing leaves this machine.
      Any wrong answer fails its row, and the exit status is 1.\
      """;

  private static final BenchOptions DEFAULT =
      new BenchOptions(Duration.ofSeconds(2), Duration.ofSeconds(40), 2, 3, "scripts/serve.sh");
  private static final Duration QUICK_CELL = Duration.ofMillis(500);
  private static final Duration QUICK_WARMUP = Duration.ofSeconds(10);

  /**
   * The options that a command line asks for.
   *
   * @throws IllegalArgumentException if it is not understood
   */
  static BenchOptions parse(List<String> args) {
    BenchOptions options = DEFAULT;
    Queue<String> rest = new ArrayDeque<>(args);
    while (!rest.isEmpty()) {
      options = options.with(rest.remove(), rest);
    }
    return options;
  }

  /** Longer than the run takes when nothing is wrong. */
  Duration limit() {
    Duration rows =
        cell.multipliedBy((long) rounds * (2 * Row.DIRECT.size() + Row.TRANSLATED.size()));
    Duration expected = rows.plus(warmup).plusSeconds(3L * starts + 3L * rounds);
    return expected.multipliedBy(12).dividedBy(10).plusSeconds(15);
  }

  private BenchOptions with(String option, Queue<String> rest) {
    return switch (option) {
      case "--quick" -> new BenchOptions(QUICK_CELL, QUICK_WARMUP, 1, 1, gatewayCommand);
      case "--seconds" ->
          new BenchOptions(seconds(option, rest), warmup, rounds, starts, gatewayCommand);
      case "--warmup" ->
          new BenchOptions(cell, seconds(option, rest), rounds, starts, gatewayCommand);
      case "--rounds" ->
          new BenchOptions(cell, warmup, count(option, rest), starts, gatewayCommand);
      case "--starts" ->
          new BenchOptions(cell, warmup, rounds, count(option, rest), gatewayCommand);
      case "--gateway-command" ->
          new BenchOptions(cell, warmup, rounds, starts, value(option, rest));
      default -> throw new IllegalArgumentException("unknown option " + option);
    };
  }

  private static Duration seconds(String option, Queue<String> rest) {
    return Duration.ofMillis((long) (1000 * Double.parseDouble(value(option, rest))));
  }

  private static int count(String option, Queue<String> rest) {
    int count = Integer.parseInt(value(option, rest));
    if (count < 1) {
      throw new IllegalArgumentException(option + " is at least 1");
    }
    return count;
  }

  private static String value(String option, Queue<String> rest) {
    if (rest.isEmpty()) {
      throw new IllegalArgumentException(option + " needs a value");
    }
    return rest.remove();
  }
}
