package dev.llmapi.wire.gemini;

import dev.llmapi.model.Usage;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code usageMetadata}. Gemini counts thoughts beside the candidates' tokens and tool
 * results beside the prompt's; OpenAI counts both inside: {@code prompt = prompt + toolUsePrompt},
 * {@code completion = candidates + thoughts}. Cached tokens are inside the prompt for both.
 */
final class UsageReader {

  private boolean present;
  private long prompt;
  private long toolUsePrompt;
  private long cached;
  private long candidates;
  private long thoughts;
  private long promptImages;
  private long candidateImages;

  void read(JsonCursor json) throws IOException {
    present = json.isObject();
    json.members(name -> member(json, name));
  }

  /** The tokens read, or null when there were none to read. */
  @Nullable Usage usage() {
    if (!present) {
      return null;
    }
    return new Usage(
        prompt + toolUsePrompt,
        cached,
        0,
        promptImages,
        candidates + thoughts,
        thoughts,
        candidateImages);
  }

  private void member(JsonCursor json, String name) throws IOException {
    switch (name) {
      case "promptTokenCount" -> prompt = json.number();
      case "toolUsePromptTokenCount" -> toolUsePrompt = json.number();
      case "cachedContentTokenCount" -> cached = json.number();
      case "candidatesTokenCount" -> candidates = json.number();
      case "thoughtsTokenCount" -> thoughts = json.number();
      case "promptTokensDetails" -> promptImages = imageTokens(json);
      case "candidatesTokensDetails" -> candidateImages = imageTokens(json);
      default -> {}
    }
  }

  private static long imageTokens(JsonCursor json) throws IOException {
    ModalityCount sum = new ModalityCount();
    json.elements(() -> sum.addElement(json));
    return sum.imageTokens;
  }

  /** {@code [{"modality": "IMAGE", "tokenCount": 1290}, …]}, the images' tokens added up. */
  private static final class ModalityCount {

    private long imageTokens;
    private boolean image;
    private long tokens;

    void addElement(JsonCursor json) throws IOException {
      image = false;
      tokens = 0;
      json.members(name -> {
        switch (name) {
          case "modality" -> image = "IMAGE".equals(json.string());
          case "tokenCount" -> tokens = json.number();
          default -> {}
        }
      });
      if (image) {
        imageTokens += tokens;
      }
    }
  }
}
