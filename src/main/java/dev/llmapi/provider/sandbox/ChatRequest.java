package dev.llmapi.provider.sandbox;

import dev.llmapi.provider.sandbox.picture.ImageOrder;
import dev.llmapi.provider.sandbox.picture.SentImage;
import java.util.List;
import java.util.Optional;

/** A chat completions request, as far as the sandbox honours it. */
record ChatRequest(
    SandboxModel model,
    List<Turn> turns,
    Sampling sampling,
    Delivery delivery,
    ToolOffer offer,
    AnswerFormat format,
    Modalities modalities) {

  /**
   * What shapes the text.
   *
   * @param choices how many answers ({@code n})
   * @param mostTokens the limit of each, {@link Integer#MAX_VALUE} for none
   * @param seed chooses among the phrasings
   * @param reasoningEffort empty where none is asked for
   */
  record Sampling(
      int choices, int mostTokens, List<String> stops, long seed, String reasoningEffort) {}

  /**
   * How the answer is written.
   *
   * @param logprobs whether each token comes with its probability
   * @param topLogprobs how many alternatives come with each
   */
  record Delivery(boolean stream, boolean usageInStream, boolean logprobs, int topLogprobs) {}

  /**
   * What the answer consists of.
   *
   * @param image the picture to draw, empty for none
   */
  record Modalities(boolean text, Optional<ImageOrder> image) {}

  ChatRequest {
    turns = List.copyOf(turns);
  }

  Turn lastTurn() {
    return turns.getLast();
  }

  /** The text of the last user message; empty where there is none. */
  String prompt() {
    return userTexts().isEmpty() ? "" : userTexts().getLast();
  }

  /** The texts of all user messages, in order. */
  List<String> userTexts() {
    return turns.stream()
        .filter(turn -> turn.role() == Turn.Role.USER)
        .map(Turn::text)
        .filter(text -> !text.isBlank())
        .toList();
  }

  /** The answers to the last calls of tools, where they are the end of the conversation. */
  List<Turn> toolResults() {
    var first = turns.size();
    while (first > 0 && turns.get(first - 1).role() == Turn.Role.TOOL) {
      first--;
    }
    return turns.subList(first, turns.size());
  }

  /** The images of the latest message that has some: those that the prompt speaks of. */
  List<SentImage> imagesInQuestion() {
    return turns.reversed().stream()
        .map(Turn::images)
        .filter(images -> !images.isEmpty())
        .findFirst()
        .orElse(List.of());
  }
}
