package dev.llmapi.embedded;

import static dev.llmapi.store.TestProject.NOON;

import dev.llmapi.policy.Limits;
import dev.llmapi.policy.Reservation.Granted;
import dev.llmapi.store.TestProject;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A process that admits and settles calls until it is killed, and tells each thing that the store
 * has acknowledged, a line each: {@code open}, {@code reserved ID COST}, {@code settled ID COST}.
 * Arguments: the folder and the project's id.
 */
final class StoreChild {

  private static final int THREADS = 8;

  private StoreChild() {}

  /** What a call costs, by its number. */
  static long cost(long call) {
    return 10 + call % 7;
  }

  static TestProject project(String id) {
    return new TestProject(id, Limits.NONE, 1, "key1", Limits.NONE);
  }

  public static void main(String[] arguments) throws IOException {
    Database database = Database.open(Path.of(arguments[0]), Fsync.EACH_SECOND);
    SqliteLedger ledger = new SqliteLedger(database);
    TestProject project = project(arguments[1]);
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    out.println("open");
    AtomicLong calls = new AtomicLong();
    for (int i = 0; i < THREADS; i++) {
      Thread.ofPlatform().start(() -> call(ledger, project, calls, out));
    }
  }

  private static void call(
      SqliteLedger ledger, TestProject project, AtomicLong calls, PrintStream out) {
    while (true) {
      long call = calls.incrementAndGet();
      if (ledger.reserve(project.demand("call" + call, 2 * cost(call)))
          instanceof Granted(var lease, _)) {
        out.println("reserved call" + call + " " + 2 * cost(call));
        // Each fifth call stays under way.
        if (call % 5 != 0) {
          ledger.settle(lease, TestProject.spent(lease, cost(call)), NOON);
          out.println("settled call" + call + " " + cost(call));
        }
      }
    }
  }
}
