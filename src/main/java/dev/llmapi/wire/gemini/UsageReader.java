package dev.llmapi.wire.gemini;

import dev.llmapi.model.Usage;
import java.io.IOException;
import java.util.Locale;
import java.util.Objects;
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
  private String tier = "";
  private final ModalityCounts promptParts = new ModalityCounts();
  private final ModalityCounts cacheParts = new ModalityCounts();
  private final ModalityCounts candidateParts = new ModalityCounts();

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
        promptParts.images,
        candidates + thoughts,
        thoughts,
        candidateParts.images,
        promptParts.audio,
        candidateParts.audio,
        new Usage.CachedKinds(cacheParts.images, cacheParts.audio),
        tier);
  }

  /** {@code SERVICE_TIER_PRIORITY}, or {@code priority}; unspecified is as if none were told. */
  static String tier(String named) {
    return named
        .strip()
        .toLowerCase(Locale.ROOT)
        .replaceFirst("^(service_tier_)?(unspecified$)?", "");
  }

  private void member(JsonCursor json, String name) throws IOException {
    switch (name) {
      case "promptTokenCount" -> prompt = json.number();
      case "toolUsePromptTokenCount" -> toolUsePrompt = json.number();
      case "cachedContentTokenCount" -> cached = json.number();
      case "candidatesTokenCount" -> candidates = json.number();
      case "thoughtsTokenCount" -> thoughts = json.number();
      case "serviceTier" -> tier = tier(Objects.requireNonNullElse(json.string(), ""));
      case "promptTokensDetails" -> promptParts.read(json);
      case "cacheTokensDetails" -> cacheParts.read(json);
      case "candidatesTokensDetails" -> candidateParts.read(json);
      default -> {}
    }
  }

  /** {@code [{"modality": "IMAGE", "tokenCount": 1290}, …]}, added up by what they are. */
  private static final class ModalityCounts {

    private long images;
    private long audio;
    private String modality = "";
    private long tokens;

    void read(JsonCursor json) throws IOException {
      images = 0;
      audio = 0;
      json.elements(() -> addElement(json));
    }

    private void addElement(JsonCursor json) throws IOException {
      modality = "";
      tokens = 0;
      json.members(name -> {
        switch (name) {
          case "modality" -> modality = Objects.requireNonNullElse(json.string(), "");
          case "tokenCount" -> tokens = json.number();
          default -> {}
        }
      });
      switch (modality) {
        case "IMAGE" -> images += tokens;
        case "AUDIO" -> audio += tokens;
        default -> {}
      }
    }
  }
}
