package dev.llmapi.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmapi.app.config.ProviderSettings.Auth;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProviderSettingsTest {

  @ParameterizedTest
  @CsvSource({
    "OPENAI_API_KEY, openai, OPENAI, openai, https://api.openai.com/v1",
    "ANTHROPIC_API_KEY, anthropic, ANTHROPIC, anthropic, https://api.anthropic.com",
    "GEMINI_API_KEY, gemini, GEMINI, gemini, https://generativelanguage.googleapis.com",
    "GOOGLE_API_KEY, gemini, GEMINI, gemini, https://generativelanguage.googleapis.com",
    "OPENROUTER_API_KEY, openrouter, COMPATIBLE, openrouter, https://openrouter.ai/api/v1",
  })
  void parse_usualVariable_bringsItsProviderUp(
      String variable, String name, Kind kind, String platform, URI baseUrl) {
    Settings settings = parse("", Map.of(variable, "k"));

    assertThat(settings.providers()).containsOnlyKeys(name, "sandbox");
    ProviderSettings provider = provider(settings, name);
    assertThat(provider.kind()).isEqualTo(kind);
    assertThat(provider.platform()).isEqualTo(platform);
    assertThat(provider.baseUrl()).isEqualTo(baseUrl);
    assertThat(provider.key()).isEqualTo(new KeySource.Literal("k"));
  }

  @ParameterizedTest
  @CsvSource({
    "openai, OPENAI, http://h:1/v1/, http://h:1/v1",
    "anthropic, ANTHROPIC, http://h:1, http://h:1",
    "anthropic, ANTHROPIC, http://h:1/v1, http://h:1",
    "gemini, GEMINI, http://h:1/x/, http://h:1/x",
    "gemini, GEMINI, http://h:1/v1beta, http://h:1",
    "openrouter, OPENROUTER, http://h:1/api/v1, http://h:1/api/v1",
  })
  void parse_baseUrlOfTheEnvironment_movesTheHost(
      String name, String prefix, String written, URI expected) {
    Settings settings = parse("", Map.of(prefix + "_API_KEY", "k", prefix + "_BASE_URL", written));

    assertThat(provider(settings, name).baseUrl()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"OPENAI_BASE_URL", "ANTHROPIC_BASE_URL", "AZURE_OPENAI_ENDPOINT"})
  void parse_baseUrlWithoutKey_bringsNothingUp(String variable) {
    assertThat(parse("", Map.of(variable, "http://h:1/v1")).providers())
        .containsOnlyKeys("sandbox");
  }

  @Test
  void parse_emptyKey_bringsNothingUp() {
    assertThat(parse("", Map.of("OPENAI_API_KEY", " ")).providers()).containsOnlyKeys("sandbox");
  }

  @Test
  void parse_keysKeptAtAws_areOnlyNamed() {
    Settings settings =
        parse(
            "",
            Map.of(
                "OPENAI_API_KEY_PARAMETER", "/llmapi/openai",
                "GEMINI_API_KEY_SECRET", "llmapi/gemini"));

    assertThat(provider(settings, "openai").key())
        .isEqualTo(new KeySource.Parameter("/llmapi/openai"));
    assertThat(provider(settings, "gemini").key()).isEqualTo(new KeySource.Secret("llmapi/gemini"));
  }

  @Test
  void parse_azureVariables_bringItUp() {
    String endpoint = "https://office.openai.azure.com/";
    Map<String, String> withKey =
        Map.of("AZURE_OPENAI_API_KEY", "k", "AZURE_OPENAI_ENDPOINT", endpoint);
    Map<String, String> withToken =
        Map.of(
            "AZURE_OPENAI_AD_TOKEN", "t",
            "AZURE_OPENAI_ENDPOINT", endpoint,
            "OPENAI_API_VERSION", "2024-10-21");

    ProviderSettings keyed = provider(parse("", withKey), "azure");
    ProviderSettings entra = provider(parse("", withToken), "azure");

    assertThat(keyed.baseUrl()).isEqualTo(URI.create("https://office.openai.azure.com"));
    assertThat(keyed.auth()).isEqualTo(Auth.API_KEY);
    assertThat(keyed.apiVersion()).isNull();
    assertThat(entra.auth()).isEqualTo(Auth.ENTRA);
    assertThat(entra.key()).isEqualTo(new KeySource.Literal("t"));
    assertThat(entra.apiVersion()).isEqualTo("2024-10-21");
    assertThat(parse("", Map.of("AZURE_OPENAI_API_KEY", "k")).providers())
        .containsOnlyKeys("sandbox");
  }

  @Test
  void parse_azureEntry_isRead() {
    String text =
        """
        providers:
          office:
            kind: azure
            base_url: https://office.openai.azure.com/openai/v1/
            token: "${T}"
            api_version: 2024-10-21
            deployments: {gpt-5.4: gpt-54-sweden}
        """;

    ProviderSettings office = provider(parse(text, Map.of("T", "token")), "office");

    assertThat(office.baseUrl()).isEqualTo(URI.create("https://office.openai.azure.com"));
    assertThat(office.auth()).isEqualTo(Auth.ENTRA);
    assertThat(office.key()).isEqualTo(new KeySource.Literal("token"));
    assertThat(office.apiVersion()).isEqualTo("2024-10-21");
    assertThat(office.upstreamModel("gpt-5.4")).isEqualTo("gpt-54-sweden");
    assertThat(office.upstreamModel("gpt-6-sol")).isEqualTo("gpt-6-sol");
  }

  @ParameterizedTest
  @CsvSource({
    "none",
    "''",
    "null",
    "'\"${WALL_KEY:-none}\"'",
    "'\"${WALL_KEY:-}\"'",
    "'\"${EMPTY}\"'",
  })
  void parse_noKey_isNone(String written) {
    String text =
        "providers: {wall: {kind: compatible, base_url: 'http://h/v1', api_key: "
            + (written.isEmpty() ? "''" : written)
            + "}}";

    assertThat(provider(parse(text, Map.of("EMPTY", "")), "wall").key())
        .isEqualTo(new KeySource.None());
  }

  @Test
  void parse_keysOfEntries_areReadFromWhereTheyAre() {
    String text =
        """
        providers:
          a: {kind: openai, api_key: "parameter:/a/b"}
          b: {kind: openai, api_key: "secret:arn:aws:secretsmanager:x"}
          c: {kind: openai, api_key: ollama}
          d: {kind: openai, api_key: "${D}"}
        """;

    Settings settings = parse(text, Map.of("D", "sk-of-a-test"));

    assertThat(provider(settings, "a").key()).isEqualTo(new KeySource.Parameter("/a/b"));
    assertThat(provider(settings, "b").key())
        .isEqualTo(new KeySource.Secret("arn:aws:secretsmanager:x"));
    assertThat(provider(settings, "c").key()).isEqualTo(new KeySource.Literal("ollama"));
    assertThat(provider(settings, "d").key()).isEqualTo(new KeySource.Literal("sk-of-a-test"));
  }

  @Test
  void parse_entryOfAUsualName_overridesMemberByMember() {
    Map<String, String> environment =
        Map.of("OPENAI_API_KEY", "k", "OPENAI_BASE_URL", "http://env/v1");

    ProviderSettings completed =
        provider(parse("providers: {openai: {timeouts: {total: 30m}}}", environment), "openai");
    ProviderSettings moved =
        provider(parse("providers: {openai: {base_url: 'http://file/v1'}}", environment), "openai");
    ProviderSettings replaced =
        provider(
            parse(
                "providers: {openai: {kind: compatible, base_url: 'http://file/v1'}}", environment),
            "openai");

    assertThat(completed.baseUrl()).isEqualTo(URI.create("http://env/v1"));
    assertThat(completed.key()).isEqualTo(new KeySource.Literal("k"));
    assertThat(completed.deadlines().total()).isEqualTo(Duration.ofMinutes(30));
    assertThat(moved.baseUrl()).isEqualTo(URI.create("http://file/v1"));
    assertThat(moved.key()).isEqualTo(new KeySource.Literal("k"));
    assertThat(replaced.kind()).isEqualTo(Kind.COMPATIBLE);
    assertThat(replaced.key()).isEqualTo(new KeySource.None());
  }

  @Test
  void parse_completionOfAProviderThatIsNotUp_bringsNothingUp() {
    assertThat(parse("providers: {openai: {timeouts: {total: 30m}}}", Map.of()).providers())
        .containsOnlyKeys("sandbox");
  }

  @Test
  void parse_openRouterUnderAnotherName_isItsPlatform() {
    String text =
        "providers: {or: {kind: compatible, base_url: 'https://openrouter.ai/api/v1'},"
            + " wall: {kind: compatible, base_url: 'http://h/v1'}}";

    Settings settings = parse(text, Map.of());

    assertThat(provider(settings, "or").platform()).isEqualTo("openrouter");
    assertThat(provider(settings, "wall").platform()).isEqualTo("compatible");
  }

  @Test
  void parse_timeouts_ownBeforeCommonBeforeDefault() {
    String text =
        """
        timeouts: {connect: 1s, idle: 90s}
        providers:
          wall:
            kind: compatible
            base_url: http://h/v1
            fetches_image_urls: false
            headers: {X-Team: research, X-Number: 5}
            timeouts: {idle: 10m}
        """;

    ProviderSettings wall = provider(parse(text, Map.of()), "wall");

    assertThat(wall.deadlines().connect()).isEqualTo(Duration.ofSeconds(1));
    assertThat(wall.deadlines().idle()).isEqualTo(Duration.ofMinutes(10));
    assertThat(wall.deadlines().total()).isEqualTo(Duration.ofMinutes(14));
    assertThat(wall.fetchesImageUrls()).isFalse();
    assertThat(wall.headers()).isEqualTo(Map.of("X-Team", "research", "X-Number", "5"));
    assertThat(provider(parse(text, Map.of()), "sandbox").deadlines().connect())
        .isEqualTo(Duration.ofSeconds(1));
  }

  private static Settings parse(String text, Map<String, String> environment) {
    return Settings.parse("llmapi.yaml", text, environment);
  }

  private static ProviderSettings provider(Settings settings, String name) {
    ProviderSettings provider = settings.providers().get(name);
    assertThat(provider).as(name).isNotNull();
    return provider;
  }
}
