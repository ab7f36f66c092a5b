package dev.llmapi.wire.anthropic;

import dev.llmapi.model.FailureException;
import dev.llmapi.model.FailureKind;
import dev.llmapi.model.Part;
import java.util.ArrayList;
import java.util.List;

/** Reads OpenAI's content parts as Anthropic's blocks. */
final class PartReader {

  private PartReader() {}

  /**
   * The blocks of a message's content. Text without a visible character is left out, for Anthropic
   * refuses it.
   *
   * @param path the message's place, such as {@code messages[3]}
   * @throws FailureException when a part cannot be said
   */
  static List<Block> read(List<Part> content, String path) {
    List<Block> blocks = new ArrayList<>(content.size());
    for (int i = 0; i < content.size(); i++) {
      switch (content.get(i)) {
        case Part.Text(String text, boolean cached) -> addText(text, cached, blocks);
        case Part.Refusal(String refusal) -> addText(refusal, false, blocks);
        case Part.Image image -> blocks.add(new Block.Image(image.source()));
        case Part.File file -> blocks.add(DocumentReader.read(file, path + ".content[" + i + "]"));
        case Part.Audio _, Part.Other _ ->
            throw FailureException.of(
                FailureKind.INVALID_VALUE,
                "This model takes no audio or video.",
                path + ".content[" + i + "]");
      }
    }
    return blocks;
  }

  private static void addText(String text, boolean cached, List<Block> blocks) {
    if (!text.isBlank()) {
      blocks.add(new Block.Text(text, cached));
    }
  }
}
