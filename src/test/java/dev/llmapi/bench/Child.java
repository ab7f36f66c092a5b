package dev.llmapi.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A process of the benchmark: in a session of its own and on a core of its own, where the machine
 * can do that.
 *
 * <p>Of its own session, because Linux shares a core out by sessions first: a gateway in the load
 * tool's session would be given less of it than one outside.
 */
final class Child implements AutoCloseable {
  private static final Duration GRACE = Duration.ofSeconds(3);
  private static final Duration POLL = Duration.ofMillis(5);
  private static final int LOG_TAIL_LINES = 15;
  private static final Set<Child> RUNNING = ConcurrentHashMap.newKeySet();

  private final Process process;
  private final Path log;

  private Child(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Starts a command.
   *
   * @param environment variables that are set beside this process' own; an empty one is taken away
   * @param log where its output goes
   */
  static Child start(List<String> command, Map<String, String> environment, int core, Path log)
      throws IOException {
    List<String> whole = new ArrayList<>();
    if (isOnPath("setsid")) {
      whole.add("setsid");
    }
    if (hasOwnCore()) {
      whole.addAll(List.of("taskset", "-c", Integer.toString(core)));
    }
    whole.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(whole);
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    builder.environment().values().removeIf(String::isEmpty);
    Child child = new Child(builder.start(), log);
    RUNNING.add(child);
    return child;
  }

  private static boolean isOnPath(String program) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Arrays.stream(path.split(":", -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  /** True if each child is kept on its core; {@code scripts/bench.sh} knows whether that can be. */
  static boolean hasOwnCore() {
    return Boolean.getBoolean("bench.pinned");
  }

  /** A port of the loopback address that is free now. */
  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Ends all that were started and have not been closed. */
  static void closeAll() {
    RUNNING.forEach(Child::close);
  }

  /**
   * Waits until the process answers a chat rightly.
   *
   * @throws IOException if the process ends, or does not in time
   */
  void awaitAnswer(Target target, Duration patience) throws IOException, InterruptedException {
    long giveUpNanos = System.nanoTime() + patience.toNanos();
    Optional<String> failure = askOnce(target);
    while (failure.isPresent()) {
      if (!process.isAlive() || System.nanoTime() > giveUpNanos) {
        String what = process.isAlive() ? "no right answer" : "the process has ended";
        throw new IOException(what + " (" + failure.get() + "); its last words:\n" + logTail());
      }
      Thread.sleep(POLL);
      failure = askOnce(target);
    }
  }

  private static Optional<String> askOnce(Target target) throws InterruptedException {
    return LoadTool.run(target, Workload.CHAT, 1, Duration.ZERO, Optional.empty()).failure();
  }

  ProcessMeter meter() {
    return new ProcessMeter(process.toHandle());
  }

  private String logTail() throws IOException {
    List<String> lines = Files.readAllLines(log, StandardCharsets.ISO_8859_1);
    int from = Math.max(0, lines.size() - LOG_TAIL_LINES);
    return String.join("\n", lines.subList(from, lines.size()));
  }

  /** Ends the process and its children: asks first, and kills what is left after a while. */
  @Override
  public void close() {
    RUNNING.remove(this);
    List<ProcessHandle> all =
        Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    all.forEach(ProcessHandle::destroy);
    for (ProcessHandle one : all) {
      try {
        one.onExit().get(GRACE.toMillis(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        one.destroyForcibly();
      } catch (ExecutionException | TimeoutException e) {
        one.destroyForcibly();
      }
    }
  }
}
