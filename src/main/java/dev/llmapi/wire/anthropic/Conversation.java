package dev.llmapi.wire.anthropic;

import java.util.List;

/**
 * The messages of a request in Anthropic's form.
 *
 * @param system the instructions, in order, wherever they stood
 * @param turns alternating, the first one the user's
 */
record Conversation(List<Block.Text> system, List<Turn> turns) {

  Conversation {
    system = List.copyOf(system);
    turns = List.copyOf(turns);
  }
}
