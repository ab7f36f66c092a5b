package dev.llmapi.app.config;

import dev.llmapi.app.config.yaml.Value;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads where a key is, and refuses a key that stands in the file itself. */
final class KeyReader {

  private static final String PARAMETER = "parameter:";
  private static final String SECRET = "secret:";

  /** Hosts that ask for no key are often sent some word; real keys are three times as long. */
  private static final int LONGEST_PLACEHOLDER = 12;

  private static final List<String> SECRET_HEADERS =
      List.of("authorization", "proxy-authorization", "api-key", "x-api-key", "x-goog-api-key");

  private static final String IN_THE_FILE =
      "secrets are never in the file; write \"${NAME}\" for a variable of the environment,"
          + " parameter:<name>, secret:<id>, or none";

  private KeyReader() {}

  /** Empty where it is wrong, which is noted. */
  static Optional<KeySource> read(Value value) {
    if (value.isNull()) {
      return Optional.of(new KeySource.None());
    }
    if (!value.hasVariables() && value.written().filter(KeyReader::isSecret).isPresent()) {
      value.wrong(IN_THE_FILE);
      return Optional.empty();
    }
    return value.text().map(KeyReader::source);
  }

  /** Reads the value of a header, which may be a key too. */
  static Optional<String> readHeader(String name, Value value) {
    if (SECRET_HEADERS.contains(name.toLowerCase(Locale.ROOT)) && !value.hasVariables()) {
      value.wrong("secrets are never in the file; write \"${NAME}\" for the secret part");
      return Optional.empty();
    }
    return value.text();
  }

  private static KeySource source(String text) {
    String key = text.strip();
    if (key.isEmpty() || key.equals("none")) {
      return new KeySource.None();
    }
    if (key.startsWith(PARAMETER)) {
      return new KeySource.Parameter(key.substring(PARAMETER.length()));
    }
    if (key.startsWith(SECRET)) {
      return new KeySource.Secret(key.substring(SECRET.length()));
    }
    return new KeySource.Literal(key);
  }

  private static boolean isSecret(String written) {
    return source(written) instanceof KeySource.Literal
        && (written.length() > LONGEST_PLACEHOLDER || written.startsWith("sk-"));
  }
}
