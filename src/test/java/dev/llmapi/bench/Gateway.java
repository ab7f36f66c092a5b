package dev.llmapi.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The gateway under test, started and ready.
 *
 * @param child its process
 * @param target where it answers
 * @param startMillis from the start of its process to its first right answer
 */
record Gateway(Child child, Target target, double startMillis) implements AutoCloseable {
  private static final int CORE = 1;
  private static final String KEY = "sk-bench-0123456789abcdef";
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Variables that would make the gateway know a real provider: nothing may leave the machine. */
  private static final List<String> HIDDEN =
      List.of(
          "OPENAI_API_KEY",
          "AZURE_OPENAI_API_KEY",
          "ANTHROPIC_API_KEY",
          "GEMINI_API_KEY",
          "OPENROUTER_API_KEY");

  /**
   * Starts the gateway and waits for its first right answer.
   *
   * @param folder where its configuration, its data and its log go
   * @throws IOException if it ends, or gives no right answer in time
   */
  static Gateway start(String command, int mockPort, Path folder)
      throws IOException, InterruptedException {
    int port = Child.freePort();
    Path config = Files.writeString(folder.resolve("llmapi.yaml"), config(mockPort));
    Map<String, String> environment = new HashMap<>();
    HIDDEN.forEach(name -> environment.put(name, ""));
    environment.put("PORT", Integer.toString(port));
    environment.put("LLMAPI_CONFIG", config.toString());
    environment.put("LLMAPI_HOME", folder.resolve("home").toString());
    environment.put("LLMAPI_API_KEY", KEY);
    long start = System.nanoTime();
    Child child =
        Child.start(List.of("sh", "-c", command), environment, CORE, folder.resolve("gateway.log"));
    try {
      Target target = new Target(port, KEY, "wall/");
      child.awaitAnswer(target, PATIENCE);
      return new Gateway(child, target, (System.nanoTime() - start) / 1e6);
    } catch (IOException | InterruptedException | RuntimeException e) {
      child.close();
      throw e;
    }
  }

  private static String config(int mockPort) {
    return """
    providers:
      wall: {kind: compatible, base_url: "http://127.0.0.1:%1$d/v1", api_key: none}
      claude: {kind: anthropic, base_url: "http://127.0.0.1:%1$d", api_key: none}
      gem: {kind: gemini, base_url: "http://127.0.0.1:%1$d", api_key: none}
    """
        .formatted(mockPort);
  }

  @Override
  public void close() {
    child.close();
  }
}
