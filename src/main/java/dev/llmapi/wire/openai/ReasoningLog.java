package dev.llmapi.wire.openai;

import dev.llmapi.model.Reasoning;
import dev.llmapi.model.Reasoning.Maker;
import java.util.ArrayList;
import java.util.List;

/** Joins the pieces of reasoning into blocks: a signature or an encrypted block ends the text. */
final class ReasoningLog {

  private final List<Reasoning> blocks = new ArrayList<>(0);
  private final StringBuilder open = new StringBuilder();
  private final StringBuilder all = new StringBuilder();
  private Maker openMaker = Maker.UNTOLD;

  void text(String text, Maker maker) {
    openMaker = maker;
    open.append(text);
    all.append(text);
  }

  void signature(String signature, Maker maker) {
    blocks.add(new Reasoning.Text(open.toString(), signature, maker));
    open.setLength(0);
  }

  void encrypted(String data, Maker maker) {
    endText();
    blocks.add(new Reasoning.Encrypted(data, null, maker));
  }

  private void endText() {
    if (!open.isEmpty()) {
      blocks.add(new Reasoning.Text(open.toString(), null, openMaker));
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
