package dev.llmapi.embedded;

import static dev.llmapi.store.TestProject.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.llmapi.policy.Lease;
import dev.llmapi.store.TestProject;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a killed process had acknowledged is found, and two processes do not share a folder. */
@SuppressWarnings("NullAway.Init") // JUnit sets the folder.
final class KilledProcessTest {

  private static final LocalDate DAY = LocalDate.of(2030, 5, 15);

  @TempDir private Path folder;
  private final String project = TestProject.newId();

  private Process child() throws IOException {
    return new ProcessBuilder(
            ProcessHandle.current().info().command().orElseThrow(),
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            StoreChild.class.getName(),
            folder.toString(),
            project)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  @ParameterizedTest(name = "after {0} answers")
  @ValueSource(ints = {100, 1_500, 4_000})
  void killedProcess_losesNothingThatItAcknowledged(int answers)
      throws IOException, InterruptedException {
    Map<String, Long> reserved = new HashMap<>();
    Map<String, Long> settled = new HashMap<>();
    Process child = child();
    try (BufferedReader lines = child.inputReader(StandardCharsets.UTF_8)) {
      String line = lines.readLine();
      for (int i = 0; line != null; i++) {
        if (i == answers) {
          child.toHandle().destroyForcibly();
        }
        String[] words = line.split(" ", -1);
        if (words.length == 3) {
          (words[0].equals("settled") ? settled : reserved).put(words[1], Long.parseLong(words[2]));
        }
        line = lines.readLine();
      }
    }
    assertThat(child.waitFor()).as("killed").isEqualTo(128 + 9);
    assertThat(reserved.size() + settled.size()).isGreaterThanOrEqualTo(answers - 1);

    try (Database database = Database.open(folder, Fsync.EACH_SECOND)) {
      SqliteLedger ledger = new SqliteLedger(database);
      settled
          .keySet()
          .forEach(call -> assertThat(ledger.findReceipt(project, call)).as(call).isPresent());
      long total = ledger.counters(project).getOrDefault("t", 0L);
      reserved.keySet().removeAll(settled.keySet());
      reserved.forEach(
          (call, cost) -> ledger.reserve(StoreChild.project(project).demand(call, cost)));
      // A call may have been settled, and the process killed before it could say so.
      long unknown = ledger.counters(project).getOrDefault("t", 0L) - total;
      assertThat(unknown).isBetween(0L, 8 * 32L);

      long swept = ledger.sweep(project, NOON.plus(Lease.LONGEST).plusSeconds(1));
      long spent = ledger.counters(project).getOrDefault("t", 0L);
      long usage =
          ledger.usage(Optional.of(project), DAY, DAY).stream()
              .mapToLong(row -> row.costNanoUsd() + row.unsettledNanoUsd())
              .sum();
      assertThat(spent).as("the ledger is what the usage tells").isEqualTo(usage);
      assertThat(spent)
          .isGreaterThanOrEqualTo(settled.values().stream().mapToLong(Long::longValue).sum());
      assertThat(swept)
          .isGreaterThanOrEqualTo(reserved.values().stream().mapToLong(Long::longValue).sum());
    }
  }

  @Test
  void folder_ofARunningProcess_isRefused_andFreeAfterItsDeath()
      throws IOException, InterruptedException {
    Process child = child();
    try (BufferedReader lines = child.inputReader(StandardCharsets.UTF_8)) {
      assertThat(lines.readLine()).isEqualTo("open");
      assertThatThrownBy(() -> Database.open(folder, Fsync.EACH_SECOND))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("another gateway uses the folder " + folder);
    } finally {
      child.destroyForcibly();
    }
    child.waitFor();
    Database.open(folder, Fsync.EACH_SECOND).close();
  }

  @Test
  void folder_openInThisProcess_isRefusedTheSecondTime() throws IOException {
    Database first = Database.open(folder, Fsync.ALWAYS);
    assertThatThrownBy(() -> Database.open(folder, Fsync.ALWAYS))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("another gateway uses the folder");
    first.close();
    Database.open(folder, Fsync.ALWAYS).close();
  }
}
