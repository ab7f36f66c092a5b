package dev.llmapi.wire.openai;

import dev.llmapi.model.Reasoning;

/**
 * Counts the blocks of reasoning that a choice streams in pieces, as {@link ReasoningLog} joins
 * them, so that clients put each piece where it belongs. One per choice, not thread-safe.
 */
final class ReasoningPlace {

  private int index;
  private boolean textOpen;

  /** The index of the block that this piece belongs to. */
  int indexOf(Reasoning piece) {
    boolean text = piece instanceof Reasoning.Text;
    if (textOpen && !text) {
      index++;
    }
    textOpen = piece instanceof Reasoning.Text(_, String signature, _) && signature == null;
    return textOpen ? index : index++;
  }
}
