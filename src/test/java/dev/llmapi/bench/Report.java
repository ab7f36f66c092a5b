package dev.llmapi.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** Writes what was measured as Markdown. */
final class Report {
  private static final String UNKNOWN = "–";
  private static final double BYTES_PER_MB = 1e6;

  private Report() {}

  /** The machine that this was measured on. */
  static String machine() throws IOException {
    Path file = Path.of("/proc/cpuinfo");
    List<String> lines = Files.isReadable(file) ? Files.readAllLines(file) : List.of();
    long cores = lines.stream().filter(line -> line.startsWith("processor")).count();
    String model =
        lines.stream()
            .filter(line -> line.startsWith("model name"))
            .map(line -> line.substring(line.indexOf(':') + 1).strip())
            .findFirst()
            .orElse(System.getProperty("os.arch"));
    return String.format(
        Locale.ROOT,
        "Machine: %s, %s cores, %s %s, Java %s; cores kept apart: %s.%n",
        model,
        cores > 0 ? cores : UNKNOWN,
        System.getProperty("os.name"),
        System.getProperty("os.version"),
        Runtime.version(),
        Child.hasOwnCore() ? "yes" : "no");
  }

  /** The rows: in each cell the gateway's figure, the bare upstream's, and how many times it. */
  static String table(Map<Row, Cell> bare, Map<Row, Cell> gateway) {
    StringBuilder table = new StringBuilder();
    table.append(
        "Each cell: gateway / bare upstream (ratio). CPU is the gateway's process against");
    table.append(" the mock's, a request.\n\n");
    table.append("| | p50 ms | p99 ms | requests/s | first chunk p50 ms | CPU ms |\n");
    table.append("|---|---|---|---|---|---|\n");
    for (Row row : Row.ALL) {
      Cell through = gateway.get(row);
      if (through != null) {
        table.append(line(row, through, findBare(row, bare))).append('\n');
      }
    }
    return table.toString();
  }

  private static Cell findBare(Row row, Map<Row, Cell> bare) {
    return bare.entrySet().stream()
        .filter(entry -> entry.getKey().asksTheSameAs(row))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseThrow();
  }

  private static String line(Row row, Cell gateway, Cell bare) {
    if (gateway.failure().isPresent() || bare.failure().isPresent()) {
      String failure = gateway.failure().or(bare::failure).orElseThrow();
      return "| %s | failed: %s |".formatted(row.name(), failure.replaceAll("[|\\s]+", " "));
    }
    boolean streamed = row.workload() == Workload.STREAM || row.workload() == Workload.PACED_STREAM;
    return String.join(
        " | ",
        "| " + row.name(),
        compare(gateway.p50Millis(), bare.p50Millis()),
        compare(gateway.p99Millis(), bare.p99Millis()),
        compare(gateway.answersPerSecond(), bare.answersPerSecond()),
        streamed ? compare(gateway.firstP50Millis(), bare.firstP50Millis()) : UNKNOWN,
        compare(gateway.cpuMillisPerAnswer(), bare.cpuMillisPerAnswer()) + " |");
  }

  private static String compare(OptionalDouble gateway, OptionalDouble bare) {
    if (gateway.isEmpty() || bare.isEmpty()) {
      return UNKNOWN;
    }
    double ratio = gateway.getAsDouble() / bare.getAsDouble();
    return String.format(
        Locale.ROOT,
        "%s / %s (%.2f)",
        figure(gateway.getAsDouble()),
        figure(bare.getAsDouble()),
        ratio);
  }

  /** Three significant digits, and whole numbers whole. */
  private static String figure(double value) {
    String format = value >= 100 ? "%,.0f" : value >= 10 ? "%.1f" : value >= 1 ? "%.2f" : "%.3f";
    return String.format(Locale.ROOT, format, value);
  }

  /** Start-up and memory. */
  static String startAndMemory(List<Double> startMillis, Memory memory) {
    List<Double> sorted = startMillis.stream().sorted().toList();
    String all =
        sorted.stream()
            .map(millis -> String.format(Locale.ROOT, "%.2f", millis / 1000))
            .collect(Collectors.joining(", "));
    return """
    | start and memory | |
    |---|---|
    | process start to first right answer, median | %.2f s (of %s) |
    | resident after the first answer | %s |
    | resident after all rows | %s |
    | resident at its peak | %s |
    """
        .formatted(
            sorted.get(sorted.size() / 2) / 1000,
            all,
            megabytes(memory.afterStart()),
            megabytes(memory.afterLoad()),
            megabytes(memory.peak()));
  }

  private static String megabytes(OptionalLong bytes) {
    return bytes.isEmpty()
        ? UNKNOWN
        : String.format(Locale.ROOT, "%.0f MB", bytes.getAsLong() / BYTES_PER_MB);
  }
}
