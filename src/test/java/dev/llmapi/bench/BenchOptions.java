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
 * @param metering whether to measure what metering adds, in the place of the usual table
 */
record BenchOptions(
    Duration cell,
    Duration warmup,
    int rounds,
    int starts,
    String gatewayCommand,
    boolean metering) {

  static final String HELP =
      """
      Measures the gateway against the bare mock upstream behind it, and prints a Markdown table.

      usage: scripts/bench.sh [option ...]
        --quick                    a look in under a minute: the figures are rough
        --seconds N                seconds for each row, target and round (default 2)
        --warmup N                 seconds of load before anything is counted (default 40)
        --rounds N                 rounds, bare upstream and gateway in turn (default 2)
        --starts N                 how often the gateway's start is timed (default 3)
        --metering                 what metering adds to a chat, in place of the table: the gateway with
                                   and without it, in turn
        --metering-aside           the table, of a gateway whose ledger admits everybody and keeps
                                   nothing
        --gateway-command 'CMD'    what starts the gateway (default scripts/serve.sh); it is given
                                   PORT, LLMAPI_CONFIG, LLMAPI_HOME and LLMAPI_API_KEY
        --help                     this text

      The table goes to standard output, progress to standard error. Nothing leaves this machine.
      Any wrong answer fails its row, and the exit status is 1.\
      """;

  /** Starts the gateway with {@link NoLedger}. */
  static final String UNMETERED_COMMAND =
      "LLMAPI_MAIN=%s LLMAPI_CLASSPATH=target/test-classes exec scripts/serve.sh"
          .formatted(UnmeteredGateway.class.getName());

  private static final BenchOptions DEFAULT =
      new BenchOptions(
          Duration.ofSeconds(2), Duration.ofSeconds(40), 2, 3, "scripts/serve.sh", false);
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
      case "--quick" -> new BenchOptions(QUICK_CELL, QUICK_WARMUP, 1, 1, gatewayCommand, metering);
      case "--seconds" -> withTimes(seconds(option, rest), warmup);
      case "--warmup" -> withTimes(cell, seconds(option, rest));
      case "--rounds" -> withCounts(count(option, rest), starts);
      case "--starts" -> withCounts(rounds, count(option, rest));
      case "--metering" -> new BenchOptions(cell, warmup, rounds, starts, gatewayCommand, true);
      case "--metering-aside" -> withCommand(UNMETERED_COMMAND);
      case "--gateway-command" -> withCommand(value(option, rest));
      default -> throw new IllegalArgumentException("unknown option " + option);
    };
  }

  private BenchOptions withTimes(Duration newCell, Duration newWarmup) {
    return new BenchOptions(newCell, newWarmup, rounds, starts, gatewayCommand, metering);
  }

  private BenchOptions withCounts(int newRounds, int newStarts) {
    return new BenchOptions(cell, warmup, newRounds, newStarts, gatewayCommand, metering);
  }

  private BenchOptions withCommand(String command) {
    return new BenchOptions(cell, warmup, rounds, starts, command, metering);
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
