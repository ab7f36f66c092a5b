package dev.llmapi.app.config;

import dev.llmapi.app.config.yaml.Problems;

/**
 * The keys by which callers are known.
 *
 * @param apiKey what clients show; none means that one is made
 * @param adminKey what administration asks for; none means that one is made
 */
public record Access(KeySource apiKey, KeySource adminKey) {

  private static final int SHORTEST_KEY = 16;

  static Access of(Environment environment, Problems problems) {
    return new Access(
        key("LLMAPI_API_KEY", environment, problems),
        key("LLMAPI_ADMIN_KEY", environment, problems));
  }

  private static KeySource key(String variable, Environment environment, Problems problems) {
    KeySource key = environment.key(variable);
    if (key instanceof KeySource.Literal literal && literal.value().length() < SHORTEST_KEY) {
      problems.add(variable, "a key has " + SHORTEST_KEY + " characters or more");
    }
    return key;
  }
}
