package dev.llmapi.app.config;

import dev.llmapi.app.config.yaml.Value;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads where a key is, and refuses a key that stands in the file itself. */
final class KeyReader {

  private static final String PARAMETER = "parameter:";
  private static final String SECRET = "secret:";

  /** Hosts that ask for no key are often sent some word; real keys are three times as long. */
  private static final int LONGEST_PLACEHOLDER = 12;

  /** Headers that hold keys, by how their names end. */
  private static final Pattern SECRET_HEADER =
      Pattern.compile(
          "(.*[-_])?(authorization|key|token|secret|password|cookie)", Pattern.CASE_INSENSITIVE);

  /** RFC 9110, 5.6.2. */
  private static final Pattern HEADER_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

  private static final String OPENAIS_KEY = "sk-";

  private static final String IN_THE_FILE =
      "secrets are never in the file; write \"${NAME}\" for a variable of the environment,"
          + " parameter:<name>, secret:<id>, or none";

  private KeyReader() {}

  /** Empty where it is wrong, which is noted. */
  static Optional<KeySource> read(Value value) {
    if (value.isNull()) {
      return Optional.of(new KeySource.None());
    }
    if (value.literals().stream().anyMatch(KeyReader::isSecret)) {
      value.wrong(IN_THE_FILE);
      return Optional.empty();
    }
    return value.text().map(KeyReader::source);
  }

  /** Reads the value of a header, which may be a key too. */
  static Optional<String> readHeader(String name, Value value) {
    if (!HEADER_NAME.matcher(name).matches()) {
      value.wrong("is no name for a header");
    }
    if (isSecretHeader(name, value)) {
      value.wrong("secrets are never in the file; write \"${NAME}\" for the secret part");
      return Optional.empty();
    }
    Optional<String> text = value.text();
    if (text.isPresent() && text.get().chars().anyMatch(Character::isISOControl)) {
      value.wrong("holds a line break or another control character");
    }
    return text;
  }

  private static boolean isSecretHeader(String name, Value value) {
    List<String> literals = value.literals();
    if (literals.isEmpty() || !SECRET_HEADER.matcher(name).matches()) {
      return literals.stream().anyMatch(text -> text.startsWith(OPENAIS_KEY));
    }
    return !value.hasVariables() || literals.stream().skip(1).anyMatch(KeyReader::isSecret);
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
        && (written.length() > LONGEST_PLACEHOLDER
            || written.startsWith(OPENAIS_KEY)
            || written.matches("\\$[A-Za-z_].*")); // A shell's way, which is not filled in.
  }
}
