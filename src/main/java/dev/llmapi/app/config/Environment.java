package dev.llmapi.app.config;

import java.util.Map;
import java.util.Optional;

/** The environment's variables. One that is set to nothing counts as not set. */
record Environment(Map<String, String> variables) {

  Optional<String> find(String name) {
    return Optional.ofNullable(variables.get(name)).map(String::strip).filter(v -> !v.isEmpty());
  }

  /**
   * The key that the variable holds, or that {@code <NAME>_PARAMETER} or {@code <NAME>_SECRET}
   * tells the place of.
   */
  KeySource key(String name) {
    Optional<KeySource> here = find(name).map(KeySource.Literal::new);
    return here.or(() -> find(name + "_PARAMETER").map(KeySource.Parameter::new))
        .or(() -> find(name + "_SECRET").map(KeySource.Secret::new))
        .orElseGet(KeySource.None::new);
  }
}
