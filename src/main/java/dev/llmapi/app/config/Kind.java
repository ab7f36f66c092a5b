package dev.llmapi.app.config;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The kinds of provider that {@code llmapi.yaml} names. */
public enum Kind {
  OPENAI("https://api.openai.com/v1", ""),
  AZURE(null, "/openai(/v1)?"),
  ANTHROPIC("https://api.anthropic.com", "/v1"),
  GEMINI("https://generativelanguage.googleapis.com", "/v1(beta)?"),
  BEDROCK(null, ""),
  COMPATIBLE(null, ""),
  SANDBOX("http://sandbox.invalid", "");

  private final @Nullable String usualBaseUrl;
  private final String addedPath;

  /**
   * @param usualBaseUrl the maker's own host; null where each owner has his own
   * @param addedPath what the provider adds to the base URL itself, as a pattern, so that it is
   *     left out where somebody wrote it
   */
  Kind(@Nullable String usualBaseUrl, String addedPath) {
    this.usualBaseUrl = usualBaseUrl;
    this.addedPath = addedPath;
  }

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  static List<String> wireNames() {
    return Arrays.stream(values()).map(Kind::wireName).toList();
  }

  static Optional<Kind> find(String wireName) {
    return Arrays.stream(values()).filter(kind -> kind.wireName().equals(wireName)).findFirst();
  }

  /** The maker's own host; empty where each owner has his own. */
  Optional<URI> usualBaseUrl() {
    return Optional.ofNullable(usualBaseUrl).map(URI::create);
  }

  /** The base URL without the path that the provider adds itself. */
  URI baseUrl(URI written) {
    return URI.create(written.toString().replaceFirst(addedPath + "$", ""));
  }
}
