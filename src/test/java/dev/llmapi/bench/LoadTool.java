package dev.llmapi.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Asks a target the same request over a number of keep-alive connections, each sending its next
 * when the last is answered (a closed loop), and counts right answers only.
 */
public final class LoadTool {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private LoadTool() {}

  /**
   * Measures one workload and prints its figures.
   *
   * @param args base URL (its host must be this machine), API key, prefix of the model's name,
   *     workload, connections, seconds, and the target's process id if its CPU time is wanted
   */
  public static void main(String[] args) throws InterruptedException {
    Target target = new Target(URI.create(args[0]).getPort(), args[1], args[2]);
    Workload workload = Workload.valueOf(args[3].toUpperCase(Locale.ROOT));
    Optional<ProcessMeter> meter =
        args.length > 6
            ? ProcessHandle.of(Long.parseLong(args[6])).map(ProcessMeter::new)
            : Optional.empty();
    Duration duration = Duration.ofSeconds(Long.parseLong(args[5]));
    Cell cell = run(target, workload, Integer.parseInt(args[4]), duration, meter);
    System.out.println(
        cell.failure()
            .orElseGet(() ->
                String.format(
                    Locale.ROOT,
                    "p50 %.3f ms, p99 %.3f ms, %.0f a second, first byte %.3f ms, CPU %.4f ms",
                    cell.p50Millis().orElse(Double.NaN),
                    cell.p99Millis().orElse(Double.NaN),
                    cell.answersPerSecond().orElse(Double.NaN),
                    cell.firstP50Millis().orElse(Double.NaN),
                    cell.cpuMillisPerAnswer().orElse(Double.NaN))));
  }

  /**
   * Measures one workload. Each connection asks at least once, however short the time.
   *
   * @param meter of the target's process, if it is to be read
   */
  static Cell run(
      Target target,
      Workload workload,
      int connections,
      Duration duration,
      Optional<ProcessMeter> meter)
      throws InterruptedException {
    ByteBuffer request = target.request(workload);
    OptionalLong cpuBefore = cpuMillis(meter);
    long start = System.nanoTime();
    long deadline = start + duration.toNanos();
    List<Worker> workers = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < connections; i++) {
      Worker worker = new Worker(target, workload, request, deadline);
      workers.add(worker);
      threads.add(Thread.ofPlatform().daemon().name("load-" + i).start(worker));
    }
    join(threads, workers, deadline + PATIENCE.toNanos());
    long elapsed = System.nanoTime() - start;
    OptionalLong cpuAfter = cpuMillis(meter);
    OptionalLong cpu =
        cpuBefore.isPresent() && cpuAfter.isPresent()
            ? OptionalLong.of(cpuAfter.getAsLong() - cpuBefore.getAsLong())
            : OptionalLong.empty();
    return sum(workers, elapsed, cpu);
  }

  private static OptionalLong cpuMillis(Optional<ProcessMeter> meter) {
    return meter.isPresent() ? meter.get().cpuMillis() : OptionalLong.empty();
  }

  /** Waits for all; ends the connections of those that have no answer long after the time. */
  private static void join(List<Thread> threads, List<Worker> workers, long giveUpNanos)
      throws InterruptedException {
    for (Thread thread : threads) {
      thread.join(Duration.ofNanos(Math.max(1, giveUpNanos - System.nanoTime())));
    }
    for (Worker worker : workers) {
      worker.end();
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private static Cell sum(List<Worker> workers, long elapsedNanos, OptionalLong cpuMillis) {
    Nanos whole = new Nanos();
    Nanos first = new Nanos();
    for (Worker worker : workers) {
      whole.addAll(worker.whole);
      first.addAll(worker.first);
    }
    Optional<String> failure = workers.stream().flatMap(w -> w.failure.stream()).findFirst();
    return new Cell(whole, first, elapsedNanos, cpuMillis, failure);
  }

  /** One connection's loop; its figures are read after its thread has ended. */
  private static final class Worker implements Runnable {
    private final Target target;
    private final Workload workload;
    private final ByteBuffer request;
    private final long deadlineNanos;
    private final Nanos whole = new Nanos();
    private final Nanos first = new Nanos();
    private Optional<String> failure = Optional.empty();
    private volatile Optional<LoadConnection> open = Optional.empty();

    Worker(Target target, Workload workload, ByteBuffer request, long deadlineNanos) {
      this.target = target;
      this.workload = workload;
      this.request = request;
      this.deadlineNanos = deadlineNanos;
    }

    @Override
    public void run() {
      try (LoadConnection connection = LoadConnection.open(target.address())) {
        open = Optional.of(connection);
        do {
          LoadConnection.Timing timing = connection.exchange(request, workload);
          whole.add(timing.wholeNanos());
          first.add(timing.firstNanos());
        } while (System.nanoTime() < deadlineNanos);
      } catch (AsynchronousCloseException e) {
        failure = Optional.of("no answer " + PATIENCE.toSeconds() + " s after the time");
      } catch (IOException e) {
        failure = Optional.of(e.getClass().getSimpleName() + ": " + e.getMessage());
      }
    }

    void end() {
      try {
        if (open.isPresent()) {
          open.get().close();
        }
      } catch (IOException e) {
        failure = Optional.of("the connection could not be closed: " + e.getMessage());
      }
    }
  }
}
