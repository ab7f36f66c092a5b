package dev.llmapi.app.config;

import dev.llmapi.app.config.yaml.Document;
import dev.llmapi.app.config.yaml.Problems;
import dev.llmapi.app.config.yaml.Section;
import dev.llmapi.app.config.yaml.Value;
import dev.llmapi.provider.Deadlines;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads a whole file, and the environment, whose variables win. One per reading. */
final class SettingsReader {

  static final List<String> MEMBERS =
      List.of(
          "providers",
          "aliases",
          "prices",
          "default_max_output_tokens",
          "timeouts",
          "server",
          "sandbox",
          "images",
          "store");
  static final List<String> SERVER_MEMBERS =
      List.of(
          "host",
          "port",
          "max_body_bytes",
          "max_connections",
          "max_header_bytes",
          "keep_alive_comment");
  static final List<String> SANDBOX_MEMBERS = List.of("first_token", "tokens_per_second");
  static final List<String> IMAGES_MEMBERS =
      List.of("max_count", "max_bytes", "max_edge_pixels", "allow_http");

  private static final int HIGHEST_PORT = 65_535;
  private static final String USUAL_HOME = ".llmapi";

  private final Environment environment;
  private final Problems problems = new Problems();

  SettingsReader(Environment environment) {
    this.environment = environment;
  }

  Settings read(String file, String text) {
    Section root = Document.read(file, text, environment.variables(), problems);
    root.allowOnly(MEMBERS);
    int faults = problems.list().size();
    Deadlines timeouts = DeadlinesReader.read(root.section("timeouts"), Deadlines.DEFAULT);
    boolean timesAreRight = problems.list().size() == faults;
    Section written = root.section("providers");
    Map<String, ProviderSettings> providers = providers(written, timeouts);
    Optional<Duration> longestCall =
        timesAreRight ? Optional.of(longestCall(timeouts, providers)) : Optional.empty();
    AliasTargets targets = new AliasTargets(providers.keySet(), written.members().keySet());
    Settings settings =
        new Settings(
            providers,
            AliasReader.read(root.section("aliases"), targets),
            PriceReader.read(root.section("prices")),
            OutputDefaultsReader.read(root.find("default_max_output_tokens")),
            timeouts,
            server(root.section("server")),
            sandbox(root.section("sandbox")),
            images(root.section("images")),
            Access.of(environment, problems),
            new StoreReader(environment, problems).read(root.section("store"), longestCall),
            Path.of(environment.find("LLMAPI_HOME").orElse(USUAL_HOME)),
            targets.warnings());
    if (!problems.list().isEmpty()) {
      throw new ConfigurationException(problems.list());
    }
    return settings;
  }

  private Map<String, ProviderSettings> providers(Section section, Deadlines timeouts) {
    Map<String, ProviderSettings> described = new LinkedHashMap<>();
    for (UsualProvider usual : UsualProvider.values()) {
      usual
          .describedBy(environment, timeouts, problems)
          .ifPresent(provider -> described.put(provider.name(), provider));
    }
    Map<String, ProviderSettings> providers = new LinkedHashMap<>();
    described.values().stream()
        .filter(UsualProvider::isUp)
        .forEach(provider -> providers.put(provider.name(), provider));
    section
        .members()
        .forEach((name, value) -> {
          checkName(name, value);
          Optional<ProviderSettings> usual = Optional.ofNullable(described.get(name));
          new ProviderReader(name, value.section(), usual, timeouts)
              .read()
              .ifPresent(provider -> providers.put(name, provider));
        });
    return providers;
  }

  private static void checkName(String name, Value value) {
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
      value.wrong("a provider's name is made of letters, digits, '.', '_' and '-', no slash");
    }
  }

  private ServerSettings server(Section section) {
    section.allowOnly(SERVER_MEMBERS);
    ServerSettings usual = ServerSettings.DEFAULT;
    Optional<String> host = section.find("host").flatMap(SettingsReader::filled);
    int port = integer(section, "port", 0, HIGHEST_PORT, usual.port());
    return new ServerSettings(
        environment.find("LLMAPI_BIND").or(() -> host).orElse(usual.host()),
        environment.find("PORT").map(this::port).orElse(port),
        integer(section, "max_body_bytes", 1024, Integer.MAX_VALUE, usual.maxBodyBytes()),
        integer(section, "max_connections", 1, 1_000_000, usual.maxConnections()),
        integer(section, "max_header_bytes", 1024, 1 << 20, usual.maxHeaderBytes()),
        section
            .find("keep_alive_comment")
            .flatMap(DeadlinesReader::positive)
            .orElse(usual.keepAliveComment()));
  }

  private static Optional<String> filled(Value value) {
    Optional<String> text = value.text();
    if (text.isPresent() && text.get().isBlank()) {
      value.wrong("is empty");
    }
    return text;
  }

  private int port(String text) {
    try {
      int port = Integer.parseInt(text);
      if (port >= 0 && port <= HIGHEST_PORT) {
        return port;
      }
    } catch (NumberFormatException _) {
      // Told below, as one out of range is.
    }
    problems.add("PORT", "\"%s\" is no whole number from 0 to %d".formatted(text, HIGHEST_PORT));
    return 0;
  }

  private static SandboxPace sandbox(Section section) {
    section.allowOnly(SANDBOX_MEMBERS);
    SandboxPace usual = SandboxPace.DEFAULT;
    return new SandboxPace(
        section.find("first_token").flatMap(Value::duration).orElse(usual.firstToken()),
        section
            .find("tokens_per_second")
            .flatMap(Value::decimal)
            .map(Number::doubleValue)
            .orElse(usual.tokensPerSecond()));
  }

  private static ImageSettings images(Section section) {
    section.allowOnly(IMAGES_MEMBERS);
    ImageSettings usual = ImageSettings.DEFAULT;
    return new ImageSettings(
        integer(section, "max_count", 0, 1000, usual.maxCount()),
        integer(section, "max_bytes", 1024, Integer.MAX_VALUE, usual.maxBytes()),
        integer(section, "max_edge_pixels", 16, 65_535, usual.maxEdgePixels()),
        section.find("allow_http").flatMap(Value::bool).orElse(usual.allowHttp()));
  }

  /** The longest that a call may take at any of the providers. */
  private static Duration longestCall(Deadlines timeouts, Map<String, ProviderSettings> providers) {
    return Stream.concat(
            Stream.of(timeouts.total()),
            providers.values().stream().map(provider -> provider.deadlines().total()))
        .max(Comparator.naturalOrder())
        .orElseThrow();
  }

  private static int integer(Section section, String name, int from, int to, int otherwise) {
    return section.find(name).flatMap(value -> value.integer(from, to)).orElse(otherwise);
  }
}
