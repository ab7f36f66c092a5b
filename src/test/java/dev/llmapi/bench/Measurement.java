package dev.llmapi.bench;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Measures the rows, the bare upstream and the gateway in turn. Used by one thread. */
final class Measurement {
  private static final Duration WARMUP_SLICE = Duration.ofMillis(500);

  private final Target mock;
  private final ProcessMeter mockMeter;
  private final Gateway gateway;
  private final Map<Row, Cell> bare = new LinkedHashMap<>();
  private final Map<Row, Cell> through = new LinkedHashMap<>();

  Measurement(Target mock, ProcessMeter mockMeter, Gateway gateway) {
    this.mock = mock;
    this.mockMeter = mockMeter;
    this.gateway = gateway;
  }

  /** Puts load on every path of the gateway; a row that fails here is not asked again. */
  void warmUp(Duration time) throws InterruptedException {
    List<Row> rows =
        Row.ALL.stream()
            .filter(row -> row.connections() > 1 && row.workload() != Workload.PACED_STREAM)
            .toList();
    long deadline = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < deadline) {
      for (Row row : rows) {
        if (!hasFailed(row)) {
          Cell cell = askGateway(row, WARMUP_SLICE);
          if (cell.failure().isPresent()) {
            through.put(row, cell);
          }
        }
      }
    }
  }

  /** Measures each row at both targets; a second round adds to the first. */
  void measureRound(Duration time) throws InterruptedException {
    for (Row row : Row.ALL) {
      if (Row.DIRECT.contains(row)) {
        add(bare, row, askMock(row, time));
      }
      if (!hasFailed(row)) {
        add(through, row, askGateway(row, time));
      }
    }
  }

  /** What was measured at the bare upstream; the translated rows have no cell of their own. */
  Map<Row, Cell> bare() {
    return bare;
  }

  /** What was measured at the gateway. */
  Map<Row, Cell> through() {
    return through;
  }

  boolean isAllRight() {
    return Stream.of(bare, through)
        .flatMap(cells -> cells.values().stream())
        .allMatch(cell -> cell.failure().isEmpty());
  }

  private boolean hasFailed(Row row) {
    return Stream.ofNullable(through.get(row)).anyMatch(cell -> cell.failure().isPresent());
  }

  private Cell askMock(Row row, Duration time) throws InterruptedException {
    return LoadTool.run(mock, row.workload(), row.connections(), time, Optional.of(mockMeter));
  }

  private Cell askGateway(Row row, Duration time) throws InterruptedException {
    return LoadTool.run(
        gateway.target().withModelPrefix(row.modelPrefix()),
        row.workload(),
        row.connections(),
        time,
        Optional.of(gateway.child().meter()));
  }

  private static void add(Map<Row, Cell> cells, Row row, Cell cell) {
    cells.merge(row, cell, (before, now) -> Cell.merge(List.of(before, now)));
  }
}
