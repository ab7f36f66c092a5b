package dev.llmapi.app.local;

import dev.llmapi.app.Composition;
import dev.llmapi.app.Stores;
import dev.llmapi.app.Version;
import dev.llmapi.app.config.ConfigurationException;
import dev.llmapi.app.config.KeySource;
import dev.llmapi.app.config.ServerSettings;
import dev.llmapi.app.config.Settings;
import java.io.IOException;
import java.io.PrintStream;
import java.net.SocketException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Starts the gateway as a process of its own, and tells how to use it. */
public final class Main {

  private static final String HELP =
      """
      LLM API: one OpenAI-compatible endpoint in front of many providers.

      Usage: scripts/serve.sh [--help | --version]

      Settings: llmapi.yaml in the working folder (docs/configuration.md), and the environment:
        PORT               the port, 8080
        LLMAPI_BIND        the address, 127.0.0.1
        LLMAPI_CONFIG      another file than llmapi.yaml
        LLMAPI_HOME        the folder for data, .llmapi
        LLMAPI_FSYNC       always: a power cut loses nothing that was answered; else the last second
        LLMAPI_TABLE       a DynamoDB table instead of that folder, for several gateways
                           (AWS_REGION, AWS_ENDPOINT_URL and credentials as the AWS SDKs read them)
        LLMAPI_API_KEY     the key that clients show, 16 characters or more; else one is made
        OPENAI_API_KEY, AZURE_OPENAI_API_KEY with AZURE_OPENAI_ENDPOINT, ANTHROPIC_API_KEY,
        GEMINI_API_KEY, OPENROUTER_API_KEY
                           each brings its provider up; with none, the sandbox answers
      """;

  private Main() {}

  public static void main(String[] arguments) {
    System.exit(run(List.of(arguments), System.getenv(), System.out, System.err));
  }

  static int run(
      List<String> arguments, Map<String, String> environment, PrintStream out, PrintStream err) {
    if (arguments.equals(List.of("--help")) || arguments.equals(List.of("-h"))) {
      out.print(HELP);
      return 0;
    }
    if (arguments.equals(List.of("--version"))) {
      out.println("llmapi " + Version.TEXT);
      return 0;
    }
    if (!arguments.isEmpty()) {
      err.println("llmapi: unknown argument " + arguments.getFirst() + "; see --help");
      return 2;
    }
    try {
      Settings settings = Settings.load(null, environment);
      return serve(settings, environment, out, err);
    } catch (ConfigurationException e) {
      e.problems().forEach(err::println);
      return 78; // EX_CONFIG of sysexits.h
    } catch (IOException e) {
      err.println("llmapi: cannot use the folder for data: " + e.getMessage());
      return 73; // EX_CANTCREAT
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }

  private static int serve(
      Settings settings, Map<String, String> environment, PrintStream out, PrintStream err)
      throws IOException, InterruptedException {
    Optional<String> key = key(settings);
    Optional<String> adminKey = adminKey(settings);
    Composition composition;
    LocalServer server;
    try {
      // Before the store: who starts twice is told of the port, which he can move.
      LocalServer.requireFree(settings.server());
      composition =
          Composition.of(
              settings,
              environment,
              new Composition.MadeKeys(() -> key, () -> adminKey),
              Stores.of(settings.store(), settings.home()));
      server = LocalServer.start(composition.handler(), settings.server());
    } catch (SocketException e) {
      ServerSettings at = settings.server();
      err.printf(
          "llmapi: cannot serve on %s port %d: %s. PORT=<number> takes another port, LLMAPI_BIND"
              + " another address.%n",
          at.host(), at.port(), e.getMessage());
      return 69; // EX_UNAVAILABLE
    }
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  SecondSignal.ends(err);
                  server.close();
                  composition.close();
                },
                "llmapi-shutdown"));
    greet(server.port(), settings, key, out);
    Thread.currentThread().join();
    return 0;
  }

  private static Optional<String> key(Settings settings) throws IOException {
    return switch (settings.access().apiKey()) {
      case KeySource.Literal(String value) -> Optional.of(value);
      case KeySource.None _ ->
          Optional.of(LocalKey.readOrMake(settings.home(), "api-key", new SecureRandom()));
      case KeySource.Parameter _, KeySource.Secret _ -> Optional.empty();
    };
  }

  private static Optional<String> adminKey(Settings settings) throws IOException {
    return settings.access().adminKey().isNone()
        ? Optional.of(LocalKey.readOrMake(settings.home(), "admin-key", new SecureRandom()))
        : Optional.empty();
  }

  private static void greet(int port, Settings settings, Optional<String> key, PrintStream out) {
    String host = settings.server().host();
    String address =
        "http://%s:%d/v1".formatted(host.contains(":") ? "[" + host + "]" : host, port);
    out.printf(
        """
        LLM API %s
          address    %s
          API key    %s
          providers  %s

        Try it (pip install openai):

        from openai import OpenAI; client = OpenAI(base_url="%s", api_key="%s")
        print(client.chat.completions.create(model="sandbox/chat", messages=[{"role": "user", "content": "Hello!"}]).choices[0].message.content)

        """,
        Version.TEXT,
        address,
        key.orElse("as configured"),
        String.join(", ", settings.providers().keySet()),
        address,
        key.orElse("YOUR_KEY"));
    out.flush();
  }
}
