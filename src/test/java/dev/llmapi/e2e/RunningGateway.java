package dev.llmapi.e2e;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import dev.llmapi.app.Composition;
import dev.llmapi.app.Stores;
import dev.llmapi.app.config.Settings;
import dev.llmapi.app.local.LocalServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * A gateway in this process, on a free port, with a sandbox that does not wait, and comments so
 * often that a stream whose client has hung up ends soon.
 */
final class RunningGateway implements AutoCloseable {

  static final String KEY = "sk-llm-java-client-tests";

  private static final String CONFIG =
      """
      sandbox: {first_token: 0ms, tokens_per_second: 0}
      server: {keep_alive_comment: 100ms}
      """;

  private final LocalServer server;

  private RunningGateway(LocalServer server) {
    this.server = server;
  }

  static RunningGateway start(Path folder) throws IOException {
    Path config = Files.writeString(folder.resolve("llmapi.yaml"), CONFIG);
    Map<String, String> environment =
        Map.of("PORT", "0", "LLMAPI_HOME", folder.toString(), "LLMAPI_API_KEY", KEY);
    Settings settings = Settings.load(config, environment);
    Composition composition =
        Composition.of(settings, environment, Composition.MadeKeys.NONE, Stores.memory());
    return new RunningGateway(LocalServer.start(composition.handler(), settings.server()));
  }

  /** A client that tries each call once. */
  OpenAIClient client(String key, Duration patience) {
    return OpenAIOkHttpClient.builder()
        .baseUrl("http://127.0.0.1:" + server.port() + "/v1")
        .apiKey(key)
        .maxRetries(0)
        .timeout(patience)
        .build();
  }

  OpenAIClient client() {
    return client(KEY, Duration.ofMinutes(1));
  }

  @Override
  public void close() {
    server.close();
  }
}
