package dev.llmapi.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.llmapi.pricing.OutputDefaults;
import dev.llmapi.pricing.PriceOverride;
import dev.llmapi.pricing.Unit;
import dev.llmapi.provider.Deadlines;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {

  @Test
  void parse_nothing_isTheSandboxAndTheDefaults() {
    Settings settings = Settings.parse("llmapi.yaml", "", Map.of());

    assertThat(settings.providers()).containsOnlyKeys("sandbox");
    assertThat(settings.aliases()).isEmpty();
    assertThat(settings.prices()).isEmpty();
    assertThat(settings.timeouts()).isEqualTo(Deadlines.DEFAULT);
    assertThat(settings.server()).isEqualTo(ServerSettings.DEFAULT);
    assertThat(settings.sandbox()).isEqualTo(SandboxPace.DEFAULT);
    assertThat(settings.images()).isEqualTo(ImageSettings.DEFAULT);
    assertThat(settings.outputDefaults()).isEqualTo(OutputDefaults.USUAL);
    assertThat(settings.store()).isEqualTo(StoreSettings.DEFAULT);
    assertThat(settings.access()).isEqualTo(new Access(new KeySource.None(), new KeySource.None()));
    assertThat(settings.home()).isEqualTo(Path.of(".llmapi"));
  }

  @Test
  void parse_emptySections_areTheDefaults() {
    String text =
        "providers:\naliases: {}\nprices: null\ndefault_max_output_tokens:\nstore:\nserver:\n  # port: 1\n";

    assertThat(Settings.parse("llmapi.yaml", text, Map.of()))
        .isEqualTo(Settings.parse("llmapi.yaml", "", Map.of()));
  }

  @Test
  void parse_theFixedPart_isRead() {
    String text =
        """
        providers:                    # name -> host; the name is the prefix of its models
          wall: {kind: compatible, base_url: "http://127.0.0.1:8401/v1", api_key: "${WALL_KEY:-none}"}
          claude-eu: {kind: anthropic, base_url: "https://eu.example.com", api_key: "${EU_KEY}"}
        aliases:                      # name -> one model, or several in the order of fallback
          smart: [openai/gpt-5.4, claude-eu/claude-sonnet-5.5]
        prices:                       # for hosts that the catalogue does not know
          wall/*: {input: 1.00, output: 2.00}
        """;

    Settings settings = Settings.parse("llmapi.yaml", text, Map.of("EU_KEY", "eu-key-of-a-test"));

    assertThat(settings.providers().keySet()).containsExactly("sandbox", "wall", "claude-eu");
    assertThat(settings.providers().get("wall"))
        .usingRecursiveComparison()
        .ignoringFields("ownHost")
        .isEqualTo(
            ProviderSettings.of(
                "wall",
                Kind.COMPATIBLE,
                URI.create("http://127.0.0.1:8401/v1"),
                new KeySource.None(),
                Deadlines.DEFAULT));
    assertThat(settings.providers().get("claude-eu"))
        .usingRecursiveComparison()
        .ignoringFields("ownHost")
        .isEqualTo(
            ProviderSettings.of(
                "claude-eu",
                Kind.ANTHROPIC,
                URI.create("https://eu.example.com"),
                new KeySource.Literal("eu-key-of-a-test"),
                Deadlines.DEFAULT));
    assertThat(settings.aliases())
        .isEqualTo(Map.of("smart", List.of("openai/gpt-5.4", "claude-eu/claude-sonnet-5.5")));
    assertThat(settings.prices())
        .containsExactly(
            new PriceOverride(
                "wall/*", Map.of(Unit.INPUT, 1_000_000_000L, Unit.OUTPUT, 2_000_000_000L)));
  }

  @Test
  void parse_aliasOfAUsualProviderWithoutItsKey_isWarnedOf() {
    String text = "aliases:\n  a: sandbox/chat\n  b:\n    - openai/gpt-5.4\n    - azure/x\n";

    assertThat(Settings.parse("llmapi.yaml", text, Map.of()).warnings())
        .containsExactly(
            "llmapi.yaml:4: aliases.b: \"openai/gpt-5.4\" is left out, since openai is not up; set"
                + " OPENAI_API_KEY",
            "llmapi.yaml:5: aliases.b: \"azure/x\" is left out, since azure is not up; set"
                + " AZURE_OPENAI_API_KEY and AZURE_OPENAI_ENDPOINT");
    assertThat(
            Settings.parse(
                    "llmapi.yaml",
                    text,
                    Map.of(
                        "OPENAI_API_KEY", "k",
                        "AZURE_OPENAI_API_KEY", "k",
                        "AZURE_OPENAI_ENDPOINT", "https://a.example.com"))
                .warnings())
        .isEmpty();
  }

  @Test
  void parse_aliasOfANameThatOnlyOpenRouterHas_needsOpenRouter() {
    Settings settings =
        Settings.parse(
            "llmapi.yaml",
            "aliases: {llama: [meta-llama/llama-4, openai/gpt-5.4]}",
            Map.of("OPENROUTER_API_KEY", "key-of-a-test"));

    assertThat(settings.aliases()).containsKey("llama");
    assertThat(settings.warnings()).isEmpty();
  }

  @Test
  void parse_server_isReadAndTheEnvironmentWins() {
    String text =
        """
        server:
          host: 0.0.0.0
          port: 9000
          max_body_bytes: 1_000_000
          max_connections: 10
          max_header_bytes: 8192
          keep_alive_comment: 500ms
        """;

    assertThat(Settings.parse("llmapi.yaml", text, Map.of()).server())
        .isEqualTo(
            new ServerSettings("0.0.0.0", 9000, 1_000_000, 10, 8192, Duration.ofMillis(500)));
    ServerSettings moved =
        Settings.parse("llmapi.yaml", text, Map.of("PORT", "0", "LLMAPI_BIND", "::1")).server();
    assertThat(moved.port()).isZero();
    assertThat(moved.host()).isEqualTo("::1");
  }

  @Test
  void parse_variablesInNumbers_areFilledIn() {
    String text = "server: {port: \"${P:-81}\"}\nimages: {allow_http: \"${H:-true}\"}\n";

    Settings settings = Settings.parse("llmapi.yaml", text, Map.of());

    assertThat(settings.server().port()).isEqualTo(81);
    assertThat(settings.images().allowHttp()).isTrue();
  }

  @Test
  void parse_sandboxAndImages_areRead() {
    String text =
        """
        sandbox: {first_token: 0s, tokens_per_second: 12.5}
        images: {max_count: 3, max_bytes: 5000, max_edge_pixels: 100, allow_http: true}
        """;

    Settings settings = Settings.parse("llmapi.yaml", text, Map.of());

    assertThat(settings.sandbox()).isEqualTo(new SandboxPace(Duration.ZERO, 12.5));
    assertThat(settings.images()).isEqualTo(new ImageSettings(3, 5000, 100, true));
  }

  @Test
  void parse_prices_areExact() {
    String text = "prices: {\"a/b\": {input: 0.075, cached_input: 0.0000001, output: 10}}";

    assertThat(Settings.parse("llmapi.yaml", text, Map.of()).prices().getFirst().nanoUsd())
        .isEqualTo(
            Map.of(
                Unit.INPUT, 75_000_000L,
                Unit.CACHED_INPUT, 100L,
                Unit.OUTPUT, 10_000_000_000L));
  }

  @Test
  void parse_keysOfTheGateway_areTaken() {
    Map<String, String> environment =
        Map.of(
            "LLMAPI_API_KEY", "any-string-of-16-or-more",
            "LLMAPI_ADMIN_KEY_PARAMETER", "/llmapi/admin",
            "LLMAPI_HOME", "/var/llmapi");

    Settings settings = Settings.parse("llmapi.yaml", "", environment);

    assertThat(settings.access().apiKey())
        .isEqualTo(new KeySource.Literal("any-string-of-16-or-more"));
    assertThat(settings.access().adminKey()).isEqualTo(new KeySource.Parameter("/llmapi/admin"));
    assertThat(settings.home()).isEqualTo(Path.of("/var/llmapi"));
  }

  @Test
  void toString_settingsWithKeys_showsNone() {
    String text =
        "providers: {w: {kind: compatible, base_url: \"http://h/v1\", api_key: \"${W}\","
            + " headers: {X-Key: \"${W}\"}}}";
    Map<String, String> environment =
        Map.of(
            "W", "wall-secret-value",
            "OPENAI_API_KEY", "openai-secret-value",
            "LLMAPI_API_KEY", "gateway-secret-value");

    assertThat(Settings.parse("llmapi.yaml", text, environment).toString())
        .contains("openai", "X-Key")
        .doesNotContain("secret-value");
  }

  @Test
  void load_namedFile_isRead(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("own.yaml"), "server: {port: 81}");

    assertThat(Settings.load(file, Map.of()).server().port()).isEqualTo(81);
    assertThat(Settings.load(null, Map.of("LLMAPI_CONFIG", file.toString())).server().port())
        .isEqualTo(81);
  }

  @Test
  void load_namedFileThatIsAbsent_isRefused(@TempDir Path folder) {
    String absent = folder.resolve("absent.yaml").toString();

    assertThatThrownBy(() -> Settings.load(null, Map.of("LLMAPI_CONFIG", absent)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(absent + ": there is no such file");
  }

  @Test
  void load_usualFile_isReadIfItIsThere(@TempDir Path folder) throws IOException {
    assertThat(Settings.load(null, folder, Map.of()).server()).isEqualTo(ServerSettings.DEFAULT);

    Files.writeString(folder.resolve("llmapi.yaml"), "server: {port: 81}");

    assertThat(Settings.load(null, folder, Map.of()).server().port()).isEqualTo(81);
  }

  @Test
  void load_fileThatIsNoText_isRefused(@TempDir Path folder) throws IOException {
    Path file = Files.write(folder.resolve("own.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});

    assertThatThrownBy(() -> Settings.load(file, Map.of())).hasMessage(file + ": is not UTF-8");
  }
}
