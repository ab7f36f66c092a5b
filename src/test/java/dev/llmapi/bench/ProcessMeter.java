package dev.llmapi.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Reads what a process and its children have used from Linux' {@code /proc}: one may start the
 * gateway by a script. Elsewhere every answer is empty.
 *
 * @param process the process
 */
record ProcessMeter(ProcessHandle process) {
  /** Linux counts CPU time for its users in hundredths of a second, on every processor. */
  private static final long TICK_MILLIS = 10;

  /** CPU time in user and kernel mode so far, of all threads. */
  OptionalLong cpuMillis() {
    return sum(readings(ProcessMeter::readCpuTicks).map(ticks -> ticks * TICK_MILLIS));
  }

  /** Resident memory now, of the largest of the processes. */
  OptionalLong residentBytes() {
    return readings(pid -> readStatusBytes(pid, "VmRSS:")).max();
  }

  /** The most that was ever resident, of the largest of the processes. */
  OptionalLong peakResidentBytes() {
    return readings(pid -> readStatusBytes(pid, "VmHWM:")).max();
  }

  private static OptionalLong sum(LongStream values) {
    return values.reduce(Long::sum);
  }

  private LongStream readings(ToLongFunction<Path> read) {
    List<Path> folders =
        Stream.concat(Stream.of(process), process.descendants())
            .map(p -> Path.of("/proc", Long.toString(p.pid())))
            .toList();
    return folders.stream().mapToLong(read).filter(value -> value >= 0);
  }

  /** Fields 14 and 15 of {@code stat}, utime and stime (proc_pid_stat(5)); -1 if unknown. */
  private static long readCpuTicks(Path folder) {
    try {
      String stat = Files.readString(folder.resolve("stat"));
      // The second field, the command's name in brackets, may hold blanks.
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
    } catch (IOException e) {
      return -1;
    }
  }

  private static long readStatusBytes(Path folder, String name) {
    try (Stream<String> lines = Files.lines(folder.resolve("status"))) {
      return lines
          .filter(line -> line.startsWith(name))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .findFirst()
          .orElse(-1);
    } catch (IOException e) {
      return -1;
    }
  }
}
