package dev.llmapi.provider;

import dev.llmapi.provider.Authorization.Scheme;
import java.util.Locale;
import java.util.Optional;

/**
 * The kinds of provider, one row each: the format they speak, how a key is shown, and where a chat
 * goes below the base URL. {@code {model}} stands for the model's name, percent-encoded.
 */
public enum ProviderKind {
  OPENAI(Format.OPENAI, Scheme.BEARER, "/chat/completions", "/chat/completions"),
  AZURE(Format.OPENAI, Scheme.API_KEY, "/chat/completions", "/chat/completions"),
  ANTHROPIC(Format.ANTHROPIC, Scheme.X_API_KEY, "/v1/messages", "/v1/messages"),
  GEMINI(
      Format.GEMINI,
      Scheme.X_GOOG_API_KEY,
      "/v1beta/models/{model}:generateContent",
      "/v1beta/models/{model}:streamGenerateContent?alt=sse"),
  COMPATIBLE(Format.OPENAI, Scheme.BEARER, "/chat/completions", "/chat/completions"),
  SANDBOX(Format.OPENAI, Scheme.NONE, "/chat/completions", "/chat/completions");

  /** The wire formats of chat. */
  public enum Format {
    OPENAI,
    ANTHROPIC,
    GEMINI
  }

  private final Format format;
  private final Scheme scheme;
  private final String wholePath;
  private final String streamPath;

  ProviderKind(Format format, Scheme scheme, String wholePath, String streamPath) {
    this.format = format;
    this.scheme = scheme;
    this.wholePath = wholePath;
    this.streamPath = streamPath;
  }

  public Format format() {
    return format;
  }

  public Scheme scheme() {
    return scheme;
  }

  /** The path of a chat, a template. */
  public String chatPath(boolean stream) {
    return stream ? streamPath : wholePath;
  }

  /** The name in {@code llmapi.yaml}, and in the catalogue's tables. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<ProviderKind> find(String wireName) {
    for (ProviderKind kind : values()) {
      if (kind.wireName().equals(wireName)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
