package dev.llmapi.app.config;

import dev.llmapi.app.config.yaml.Problems;
import dev.llmapi.app.config.yaml.WebAddress;
import dev.llmapi.provider.Deadlines;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The providers that come up when their usual variables are set, each as its maker's SDK reads
 * them.
 */
enum UsualProvider {
  OPENAI(Kind.OPENAI, "OPENAI_API_KEY", "", "OPENAI_BASE_URL"),
  AZURE(Kind.AZURE, "AZURE_OPENAI_API_KEY", "", "AZURE_OPENAI_ENDPOINT"),
  ANTHROPIC(Kind.ANTHROPIC, "ANTHROPIC_API_KEY", "", "ANTHROPIC_BASE_URL"),
  GEMINI(Kind.GEMINI, "GEMINI_API_KEY", "GOOGLE_API_KEY", "GEMINI_BASE_URL"),
  OPENROUTER(Kind.COMPATIBLE, "OPENROUTER_API_KEY", "", "OPENROUTER_BASE_URL"),
  SANDBOX(Kind.SANDBOX, "", "", "");

  private static final URI OPENROUTER_BASE_URL = URI.create("https://openrouter.ai/api/v1");
  private static final String ENTRA_TOKEN = "AZURE_OPENAI_AD_TOKEN";
  private static final List<String> AZURE_VERSIONS =
      List.of("AZURE_OPENAI_API_VERSION", "OPENAI_API_VERSION");

  private final Kind kind;
  private final String keyVariable;
  private final String otherKeyVariable;
  private final String urlVariable;

  /** Empty where there is no such variable. */
  UsualProvider(Kind kind, String keyVariable, String otherKeyVariable, String urlVariable) {
    this.kind = kind;
    this.keyVariable = keyVariable;
    this.otherKeyVariable = otherKeyVariable;
    this.urlVariable = urlVariable;
  }

  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  Kind kind() {
    return kind;
  }

  /** The variables that bring it up, for a sentence. */
  String variables() {
    return this == AZURE ? keyVariable + " and " + urlVariable : keyVariable;
  }

  static List<String> wireNames() {
    return Arrays.stream(values()).map(UsualProvider::wireName).toList();
  }

  static Optional<UsualProvider> find(String wireName) {
    return Arrays.stream(values()).filter(each -> each.wireName().equals(wireName)).findFirst();
  }

  /**
   * The provider as the environment describes it; empty where it does not say where it is.
   *
   * @see #isUp
   */
  Optional<ProviderSettings> describedBy(
      Environment environment, Deadlines deadlines, Problems problems) {
    return baseUrl(environment, problems)
        .map(url -> ProviderSettings.of(wireName(), kind, url, key(environment), deadlines))
        .map(plain -> this == AZURE ? azure(plain, environment) : plain);
  }

  /** Whether a provider so described can be asked: it has a key, or needs none. */
  static boolean isUp(ProviderSettings described) {
    return described.kind() == Kind.SANDBOX || !described.key().isNone();
  }

  private KeySource key(Environment environment) {
    KeySource key = environment.key(keyVariable);
    return key.isNone() ? environment.key(otherKeyVariable) : key;
  }

  private Optional<URI> baseUrl(Environment environment, Problems problems) {
    Optional<String> moved = environment.find(urlVariable);
    if (moved.isPresent()) {
      return WebAddress.parse(
              moved.get(), why -> problems.add(urlVariable, "\"" + moved.get() + "\" " + why))
          .map(kind::baseUrl);
    }
    return this == OPENROUTER ? Optional.of(OPENROUTER_BASE_URL) : kind.usualBaseUrl();
  }

  /** A key wins over an Entra token; without a dated version it is the v1 API. */
  private static ProviderSettings azure(ProviderSettings plain, Environment environment) {
    boolean entra = plain.key().isNone();
    @Nullable String version =
        AZURE_VERSIONS.stream()
            .flatMap(variable -> environment.find(variable).stream())
            .findFirst()
            .orElse(null);
    return new ProviderSettings(
        plain.name(),
        plain.kind(),
        plain.baseUrl(),
        entra ? environment.key(ENTRA_TOKEN) : plain.key(),
        entra ? ProviderSettings.Auth.ENTRA : ProviderSettings.Auth.API_KEY,
        Map.of(),
        version,
        Map.of(),
        null,
        plain.deadlines(),
        false);
  }
}
