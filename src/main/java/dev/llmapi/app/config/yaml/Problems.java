package dev.llmapi.app.config.yaml;

import java.util.ArrayList;
import java.util.List;

/** What is wrong with a configuration, gathered so that it can be told at once. Not thread-safe. */
public final class Problems {

  private final List<String> list = new ArrayList<>();

  /** Notes a fault: {@code where} is a file and line, or a variable of the environment. */
  public void add(String where, String what) {
    list.add(where + ": " + what);
  }

  public List<String> list() {
    return List.copyOf(list);
  }
}
