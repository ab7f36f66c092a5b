package dev.llmapi.proof;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A process that serves on a port, and can be killed and started anew. */
final class Child implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Duration POLL = Duration.ofMillis(50);
  private static final int LAST_WORDS = 15;
  private static final Set<Child> RUNNING = ConcurrentHashMap.newKeySet();

  private final List<String> command;
  private final Map<String, String> environment;
  private final Path log;
  private final int port;
  private Process process;

  private Child(List<String> command, Map<String, String> environment, int port, Path log)
      throws IOException {
    this.command = command;
    this.environment = environment;
    this.log = log;
    this.port = port;
    this.process = launch();
  }

  /** Starts a command, and does not wait for it. */
  static Child start(List<String> command, Map<String, String> environment, int port, Path log)
      throws IOException {
    Child child = new Child(command, environment, port, log);
    RUNNING.add(child);
    return child;
  }

  /** A port of the loopback address that is free now. */
  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Kills all that were started and have not been closed. */
  static void killAll() {
    RUNNING.forEach(child -> child.process.destroyForcibly());
  }

  private Process launch() throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    builder.environment().values().removeIf(String::isEmpty);
    return builder.start();
  }

  int port() {
    return port;
  }

  /** {@code SIGKILL}: it can do nothing more. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Starts a killed one again, on its port. */
  void restart() throws IOException {
    process = launch();
  }

  /**
   * Waits until it answers.
   *
   * @throws IOException if it ends, or does not in time
   */
  void await(Client client, String path, String key) throws IOException, InterruptedException {
    long giveUpNanos = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        var _ = client.get(port, path, key);
        return;
      } catch (IOException e) {
        if (!process.isAlive() || System.nanoTime() > giveUpNanos) {
          throw new IOException(
              command.getFirst() + " does not answer; its last words:\n" + lastWords(), e);
        }
        Thread.sleep(POLL);
      }
    }
  }

  private String lastWords() throws IOException {
    List<String> lines = Files.readAllLines(log, StandardCharsets.ISO_8859_1);
    return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_WORDS), lines.size()));
  }

  @Override
  public void close() {
    RUNNING.remove(this);
    process.destroyForcibly();
  }
}
