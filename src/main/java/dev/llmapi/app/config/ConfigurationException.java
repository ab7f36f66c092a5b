package dev.llmapi.app.config;

import java.util.List;

/** The configuration is wrong and the start must stop: every fault on a line of its own. */
public final class ConfigurationException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient List<String> problems;

  public ConfigurationException(List<String> problems) {
    super(String.join("\n", problems), null, false, false);
    this.problems = List.copyOf(problems);
  }

  /** The faults, each with its file and line, or its variable. */
  public List<String> problems() {
    return problems;
  }
}
