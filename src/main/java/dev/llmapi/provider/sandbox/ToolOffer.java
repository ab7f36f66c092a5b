package dev.llmapi.provider.sandbox;

import java.util.List;

/**
 * The tools that may be called, and how far that is left to the model.
 *
 * @param tools those that {@code tool_choice} leaves; empty for {@code none}
 * @param parallel whether one answer may hold more than one call
 */
record ToolOffer(List<Tool> tools, Need need, boolean parallel) {

  /** Whether a call must be made. */
  enum Need {
    AUTO,
    REQUIRED
  }

  ToolOffer {
    tools = List.copyOf(tools);
  }

  static ToolOffer none() {
    return new ToolOffer(List.of(), Need.AUTO, false);
  }
}
