package dev.llmapi.testing;

import dev.llmapi.app.Composition;
import dev.llmapi.app.Stores;
import dev.llmapi.app.config.Settings;
import dev.llmapi.app.local.LocalServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The whole gateway behind its local server, on a free port. */
public final class TestGateway implements AutoCloseable {

  public static final String KEY = "sk-a-key-for-tests-alone";

  private final LocalServer server;

  private TestGateway(LocalServer server) {
    this.server = server;
  }

  /** Starts a gateway with this {@code llmapi.yaml}. */
  public static TestGateway start(String yaml) throws IOException {
    return start(yaml, Map.of());
  }

  /** Starts a gateway with this {@code llmapi.yaml} and these variables. */
  public static TestGateway start(String yaml, Map<String, String> variables) throws IOException {
    Path file = Files.createTempFile("llmapi", ".yaml");
    try {
      Files.writeString(file, yaml);
      Map<String, String> environment = new HashMap<>(variables);
      environment.put("LLMAPI_API_KEY", KEY);
      environment.put("PORT", "0");
      Settings settings = Settings.load(file, environment);
      Composition composition =
          Composition.of(settings, environment, Composition.MadeKeys.NONE, Stores.memory());
      return new TestGateway(LocalServer.start(composition.handler(), settings.server()));
    } finally {
      Files.delete(file);
    }
  }

  public int port() {
    return server.port();
  }

  /** Sends a chat completion and reads the answer. */
  public Answer chat(String body) throws IOException {
    try (RawClient client = open(body)) {
      return client.readAnswer();
    }
  }

  /** Sends a chat completion and leaves the answer to be read. */
  public RawClient open(String body) throws IOException {
    RawClient client = new RawClient(server.port());
    client.post("/v1/chat/completions", "authorization: Bearer " + KEY + "\n", body);
    return client;
  }

  /** A request of one short question. */
  public static String question(String model, boolean stream) {
    return question(model, stream, "");
  }

  /** A request of one short question with more members, a comma before them. */
  public static String question(String model, boolean stream, String more) {
    return """
    {"model":"%s","stream":%s,"messages":[{"role":"user","content":"Hi"}]%s}\
    """
        .formatted(model, stream, more);
  }

  @Override
  public void close() {
    server.close();
  }
}
