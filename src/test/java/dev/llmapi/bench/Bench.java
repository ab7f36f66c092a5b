package dev.llmapi.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Starts the mock upstream and the gateway, measures both in turn, and prints the table.
 *
 * <p>{@code scripts/bench.sh} puts this process, which makes the load, on the mock's core; the
 * gateway has the other one for itself.
 */
public final class Bench {
  private static final int MOCK_CORE = 0;
  private static final Duration MOCK_PATIENCE = Duration.ofSeconds(10);

  private final BenchOptions options;
  private final Path folder;

  private Bench(BenchOptions options, Path folder) {
    this.options = options;
    this.folder = folder;
  }

  /**
   * Runs the benchmark.
   *
   * @param args see {@link BenchOptions#HELP}
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    if (List.of(args).contains("--help")) {
      System.out.println(BenchOptions.HELP);
      return;
    }
    System.exit(run(args));
  }

  /** Runs the benchmark and gives the exit status: 0 only if every answer was right. */
  private static int run(String[] args) throws IOException, InterruptedException {
    try {
      BenchOptions options = BenchOptions.parse(List.of(args));
      Path folder = Files.createTempDirectory("llmapi-bench");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> cleanUp(folder)));
      exitAfter(options.limit());
      return new Bench(options, folder).run() ? 0 : 1;
    } catch (IllegalArgumentException e) {
      System.err.println("bench: " + e.getMessage() + "\n\n" + BenchOptions.HELP);
      return 2;
    } catch (IOException e) {
      System.err.println("bench: " + e.getMessage());
      return 1;
    }
  }

  private static void exitAfter(Duration limit) {
    Thread.ofPlatform()
        .daemon()
        .start(() -> {
          try {
            Thread.sleep(limit);
            System.err.println("bench: given up after " + limit.toSeconds() + " s");
            System.exit(1);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  private static void cleanUp(Path folder) {
    Child.closeAll();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      System.err.println("bench: " + folder + " could not be removed: " + e.getMessage());
    }
  }

  private boolean run() throws IOException, InterruptedException {
    int mockPort = Child.freePort();
    Child mockChild = startMock(mockPort);
    Target mock = new Target(mockPort, "none", "");
    mockChild.awaitAnswer(mock, MOCK_PATIENCE);

    if (options.metering()) {
      return Metering.run(options, mockPort, folder);
    }
    List<Double> startMillis = new ArrayList<>();
    for (int i = 1; i < options.starts(); i++) {
      try (Gateway gateway = Gateway.start(options.gatewayCommand(), mockPort, folder)) {
        startMillis.add(gateway.startMillis());
      }
    }
    try (Gateway gateway = Gateway.start(options.gatewayCommand(), mockPort, folder)) {
      startMillis.add(gateway.startMillis());
      return measure(new Measurement(mock, mockChild.meter(), gateway), gateway, startMillis);
    }
  }

  private boolean measure(Measurement measurement, Gateway gateway, List<Double> startMillis)
      throws IOException, InterruptedException {
    ProcessMeter meter = gateway.child().meter();
    OptionalLong afterStart = meter.residentBytes();
    progress("warming up for " + options.warmup().toSeconds() + " s");
    measurement.warmUp(options.warmup());
    for (int round = 1; round <= options.rounds(); round++) {
      progress("round " + round + " of " + options.rounds());
      measurement.measureRound(options.cell());
    }
    System.out.println(Report.machine());
    System.out.println(Report.table(measurement.bare(), measurement.through()));
    System.out.println(
        Report.startAndMemory(
            startMillis, new Memory(afterStart, meter.residentBytes(), meter.peakResidentBytes())));
    return measurement.isAllRight();
  }

  private Child startMock(int port) throws IOException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    List<String> command =
        List.of(
            java.toString(),
            "-XX:+UseSerialGC",
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            MockUpstream.class.getName(),
            Integer.toString(port));
    return Child.start(command, Map.of(), MOCK_CORE, folder.resolve("mock.log"));
  }

  private static void progress(String what) {
    System.err.println("bench: " + what);
  }
}
