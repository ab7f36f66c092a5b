package dev.llmapi.app.config.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills variables of the environment into text: {@code ${NAME}}, which must be set, and {@code
 * ${NAME:-default}}, whose default stands in where the variable is unset or empty (as in a shell).
 */
record Variables(Map<String, String> environment) {

  private static final Pattern REFERENCE =
      Pattern.compile("\\$\\{(?<name>[A-Za-z_][A-Za-z0-9_]*)(:-(?<default>[^}]*))?}");

  static boolean areIn(String text) {
    return text.contains("${");
  }

  /** What the file itself holds of a text with variables: the text around them, each default. */
  static List<String> literals(String text) {
    List<String> literals = new ArrayList<>();
    Matcher reference = REFERENCE.matcher(text);
    literals.add(reference.replaceAll(""));
    reference
        .reset()
        .results()
        .map(found -> found.group("default"))
        .filter(Objects::nonNull)
        .forEach(literals::add);
    return literals;
  }

  /**
   * The text with every variable filled in; empty where one cannot be, which {@code wrong} hears.
   */
  Optional<String> fill(String text, Consumer<String> wrong) {
    if (!areIn(text)) {
      return Optional.of(text);
    }
    StringBuilder filled = new StringBuilder();
    Matcher reference = REFERENCE.matcher(text);
    int at = 0;
    while (true) {
      int from = text.indexOf("${", at);
      if (from < 0) {
        return Optional.of(filled.append(text, at, text.length()).toString());
      }
      if (!reference.find(from) || reference.start() != from) {
        wrong.accept("a variable is written ${NAME} or ${NAME:-default}");
        return Optional.empty();
      }
      Optional<String> value = valueOf(reference);
      if (value.isEmpty()) {
        wrong.accept(
            "the environment variable %s is not set; set it, or write ${%1$s:-default}"
                .formatted(reference.group("name")));
        return Optional.empty();
      }
      filled.append(text, at, from).append(value.get());
      at = reference.end();
    }
  }

  private Optional<String> valueOf(Matcher reference) {
    Optional<String> set = Optional.ofNullable(environment.get(reference.group("name")));
    Optional<String> otherwise = Optional.ofNullable(reference.group("default"));
    return otherwise.isEmpty() ? set : set.filter(value -> !value.isEmpty()).or(() -> otherwise);
  }
}
