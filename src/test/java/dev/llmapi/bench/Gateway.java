package dev.llmapi.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
  private static final String ADMIN_KEY = "sk-bench-admin-0123456789";
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
    environment.put("LLMAPI_ADMIN_KEY", ADMIN_KEY);
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
    prices:
      wall/*: {input: 0.4, output: 1.6}
      claude/*: {input: 3, output: 15}
      gem/*: {input: 0.3, output: 2.5}
    """
        .formatted(mockPort);
  }

  /**
   * The same gateway, asked with a new key that is limited in money, requests and tokens, of a
   * project that is limited too: what an admission has to look at.
   *
   * @throws IOException if it does not make such a key
   */
  Target limited() throws IOException, InterruptedException {
    String limits = "{\"usd_day\":1000,\"usd_month\":10000,\"rpm\":100000000,\"tpm\":100000000000}";
    try (HttpClient http = HttpClient.newHttpClient()) {
      String project =
          made(http, "projects", "{\"name\":\"bench\",\"limits\":" + limits + "}", "id");
      String key =
          made(
              http,
              "keys",
              "{\"project\":\"%s\",\"name\":\"bench\",\"limits\":%s}".formatted(project, limits),
              "key");
      return new Target(target.port(), key, target.modelPrefix());
    }
  }

  private String made(HttpClient http, String what, String body, String member)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + target.port() + "/admin/" + what))
            .header("authorization", "Bearer " + ADMIN_KEY)
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    String answer = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    Matcher value = Pattern.compile("\"" + member + "\": ?\"([^\"]+)\"").matcher(answer);
    if (!value.find()) {
      throw new IOException("no " + member + " in the answer of /admin/" + what + ": " + answer);
    }
    return value.group(1);
  }

  @Override
  public void close() {
    child.close();
  }
}
