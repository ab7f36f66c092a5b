package dev.llmapi.wire.openai;

import dev.llmapi.model.Reasoning;
import java.util.ArrayList;
import java.util.List;

/** Joins the pieces of reasoning into blocks: a signature or an encrypted block ends the text. */
final class ReasoningLog {

  private final List<Reasoning> blocks = new ArrayList<>(0);
  private final StringBuilder open = new StringBuilder();
  private final StringBuilder all = new StringBuilder();

  void text(String text) {
    open.append(text);
    all.append(text);
  }

  void signature(String signature) {
    blocks.add(new Reasoning.Text(open.toString(), signature));
    open.setLength(0);
  }

  void encrypted(String data) {
    endText();
    blocks.add(new Reasoning.Encrypted(data));
  }

  private void endText() {
    if (!open.isEmpty()) {
      blocks.add(new Reasoning.Text(open.toString(), null));
      open.setLength(0);
    }
  }

  /** The blocks, complete. */
  List<Reasoning> blocks() {
    endText();
    return blocks;
  }

  /** All readable reasoning, joined. */
  String text() {
    return all.toString();
  }

  boolean isEmpty() {
    return blocks.isEmpty() && open.isEmpty();
  }
}
