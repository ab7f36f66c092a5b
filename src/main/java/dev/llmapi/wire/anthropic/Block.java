package dev.llmapi.wire.anthropic;

import dev.llmapi.model.ImageSource;
import dev.llmapi.model.RawJson;
import dev.llmapi.model.Slice;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A content block of a turn, as Anthropic divides content. */
sealed interface Block {

  /** {@code cached} says that the prompt up to here is to be cached. */
  record Text(String text, boolean cached) implements Block {

    Text(String text) {
      this(text, false);
    }
  }

  record Image(ImageSource source) implements Block {}

  record Document(@Nullable String title, DocumentSource source) implements Block {}

  record Thinking(String thinking, String signature) implements Block {}

  record RedactedThinking(String data) implements Block {}

  /** {@code input} is a JSON object. */
  record ToolUse(String id, String name, RawJson input) implements Block {}

  record ToolResult(String toolUseId, List<Block> content) implements Block {

    boolean cached() {
      return content.stream().anyMatch(block -> block instanceof Text text && text.cached());
    }
  }

  /** Whether it is thinking, which cannot be all that a turn holds. */
  default boolean isThinking() {
    return this instanceof Thinking || this instanceof RedactedThinking;
  }

  /** Where a document's content is. */
  sealed interface DocumentSource {

    record Pdf(Slice base64) implements DocumentSource {}

    record PlainText(String text) implements DocumentSource {}

    record Url(String url) implements DocumentSource {}

    /** In Anthropic's own store of files. */
    record FileId(String fileId) implements DocumentSource {}
  }
}
