package dev.llmapi.model;

import java.util.List;

/** The tools of a request and how they may be called. {@code parallel}: several in one turn. */
public record Tooling(List<Tool> tools, ToolChoice choice, boolean parallel) {

  public static final Tooling NONE = new Tooling(List.of(), new ToolChoice.Auto(), true);

  public Tooling {
    tools = List.copyOf(tools);
  }
}
