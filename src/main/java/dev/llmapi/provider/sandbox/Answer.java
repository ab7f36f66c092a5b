package dev.llmapi.provider.sandbox;

import java.util.List;

/**
 * An answer before it is written.
 *
 * @param createdSeconds since 1970
 */
record Answer(
    String id, long createdSeconds, SandboxModel model, List<Choice> choices, Usage usage) {
  Answer {
    choices = List.copyOf(choices);
  }

  /** Why a choice ends; the names are OpenAI's, in lower case. */
  enum Finish {
    STOP,
    LENGTH,
    TOOL_CALLS
  }

  /**
   * One of the answers to one request.
   *
   * @param pieces the text, piece by piece; empty for none
   * @param imageUrls drawn pictures as data URLs
   */
  record Choice(
      List<String> pieces, List<String> imageUrls, List<ToolCall> toolCalls, Finish finish) {
    Choice {
      pieces = List.copyOf(pieces);
      imageUrls = List.copyOf(imageUrls);
      toolCalls = List.copyOf(toolCalls);
    }
  }
}
