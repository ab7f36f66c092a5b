package dev.llmapi.embedded;

import static dev.llmapi.store.TestProject.NOON;
import static dev.llmapi.store.TestProject.spent;

import dev.llmapi.policy.Limits;
import dev.llmapi.policy.Reservation.Granted;
import dev.llmapi.store.TestProject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures admission with settlement on the embedded store: how many a second, and how long one
 * takes when there are 5,000 a second. Arguments: a folder, seconds, threads, and {@code
 * each_second} or {@code always}. Not a test: scripts/store-bench.sh runs it.
 */
final class StoreBench {

  private static final int MOST_SAMPLES = 300_000;
  private static final int PACED = 5_000;
  private static final long NO_PAUSE = 0;
  private static final long PLENTY = 1_000_000_000_000_000L;
  private static final Limits ALL =
      new Limits(PLENTY, PLENTY, PLENTY, PLENTY, PLENTY, PLENTY, List.of());

  private StoreBench() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    long seconds = Long.parseLong(arguments[1]);
    int threads = Integer.parseInt(arguments[2]);
    Fsync fsync = Fsync.valueOf(arguments[3].toUpperCase(Locale.ROOT));
    try (Database database = Database.open(Path.of(arguments[0]), fsync)) {
      SqliteLedger ledger = new SqliteLedger(database);
      run(ledger, threads, Math.max(1, seconds / 3), NO_PAUSE, "warm-up");
      run(ledger, threads, seconds, NO_PAUSE, "as fast as it goes");
      run(ledger, threads, seconds, threads * 1_000_000_000L / PACED, "at " + PACED + " a second");
    }
  }

  private static void run(SqliteLedger ledger, int threads, long seconds, long pace, String name)
      throws InterruptedException {
    TestProject project = TestProject.with(ALL).withKey(ALL);
    long[] admissions = new long[MOST_SAMPLES];
    long[] pairs = new long[MOST_SAMPLES];
    AtomicInteger done = new AtomicInteger();
    AtomicLong calls = new AtomicLong();
    CountDownLatch finished = new CountDownLatch(threads);
    long begin = System.nanoTime();
    long end = begin + seconds * 1_000_000_000L;
    for (int i = 0; i < threads; i++) {
      long first = begin + pace * i / threads;
      Thread.startVirtualThread(() -> {
        for (long turn = first; System.nanoTime() < end; turn += pace) {
          LockSupport.parkNanos(turn - System.nanoTime());
          // A call that was late for its turn has waited too.
          long start = pace == NO_PAUSE ? System.nanoTime() : turn;
          String call = name + calls.incrementAndGet();
          if (ledger.reserve(project.demand(call, 1_000)) instanceof Granted(var lease, _)) {
            long admitted = System.nanoTime();
            ledger.settle(lease, spent(lease, 900), NOON);
            int sample = done.getAndIncrement();
            if (sample < MOST_SAMPLES) {
              admissions[sample] = admitted - start;
              pairs[sample] = System.nanoTime() - start;
            }
          }
        }
        finished.countDown();
      });
    }
    finished.await();
    double took = (System.nanoTime() - begin) / 1e9;
    int count = Math.min(done.get(), MOST_SAMPLES);
    System.out.printf(
        Locale.ROOT,
        "%s: %d threads, %.0f admissions with settlement a second%n  admission %s%n  both      %s%n",
        name,
        threads,
        done.get() / took,
        percentiles(admissions, count),
        percentiles(pairs, count));
  }

  private static String percentiles(long[] nanos, int count) {
    long[] sorted = Arrays.copyOf(nanos, count);
    Arrays.sort(sorted);
    return "p50 %.2f ms, p99 %.2f ms, p99.9 %.2f ms"
        .formatted(at(sorted, 0.5), at(sorted, 0.99), at(sorted, 0.999));
  }

  private static double at(long[] sorted, double share) {
    return sorted.length == 0 ? 0 : sorted[(int) ((sorted.length - 1) * share)] / 1e6;
  }
}
