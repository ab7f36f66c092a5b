package dev.llmapi.provider;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * How a provider is shown its key. The key is asked for at each call, so that it can be read lazily
 * and renewed. Thread-safe if the supplier is.
 */
public record Authorization(Scheme scheme, Supplier<Optional<String>> key) {

  /** The header that a key stands in. */
  public enum Scheme {
    BEARER("Authorization", "Bearer "),
    API_KEY("api-key", ""),
    X_API_KEY("x-api-key", ""),
    X_GOOG_API_KEY("x-goog-api-key", ""),
    NONE("", "");

    private final String header;
    private final String prefix;

    Scheme(String header, String prefix) {
      this.header = header;
      this.prefix = prefix;
    }

    public String header() {
      return header;
    }

    public String prefix() {
      return prefix;
    }
  }

  /** Hides the key. */
  @Override
  public String toString() {
    return "Authorization[" + scheme + "]";
  }
}
