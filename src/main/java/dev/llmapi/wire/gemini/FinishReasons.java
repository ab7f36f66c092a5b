package dev.llmapi.wire.gemini;

import static java.util.Map.entry;

import dev.llmapi.model.FinishReason;
import java.util.Map;

/** Gemini's {@code finishReason} in OpenAI's words. */
final class FinishReasons {

  static final String STOP = "STOP";
  static final String SAFETY = "SAFETY";

  /** Protobuf's zero value: no reason. */
  static final String UNSPECIFIED = "FINISH_REASON_UNSPECIFIED";

  private static final String NO_IMAGE = "NO_IMAGE";

  private static final Map<String, FinishReason> TABLE =
      Map.ofEntries(
          entry(STOP, FinishReason.STOP),
          entry("MAX_TOKENS", FinishReason.LENGTH),
          entry("CONTINUATION", FinishReason.LENGTH),
          entry(SAFETY, FinishReason.CONTENT_FILTER),
          entry("BLOCKLIST", FinishReason.CONTENT_FILTER),
          entry("PROHIBITED_CONTENT", FinishReason.CONTENT_FILTER),
          entry("SPII", FinishReason.CONTENT_FILTER),
          entry("IMAGE_SAFETY", FinishReason.CONTENT_FILTER),
          entry("IMAGE_PROHIBITED_CONTENT", FinishReason.CONTENT_FILTER),
          entry("JAILBREAK", FinishReason.CONTENT_FILTER),
          entry("MODEL_ARMOR", FinishReason.CONTENT_FILTER),
          entry("RECITATION", FinishReason.CONTENT_FILTER),
          entry("IMAGE_RECITATION", FinishReason.CONTENT_FILTER),
          entry("LANGUAGE", FinishReason.CONTENT_FILTER),
          entry("OTHER", FinishReason.CONTENT_FILTER),
          entry("IMAGE_OTHER", FinishReason.CONTENT_FILTER),
          entry(NO_IMAGE, FinishReason.CONTENT_FILTER),
          entry("MALFORMED_FUNCTION_CALL", FinishReason.STOP),
          entry("UNEXPECTED_TOOL_CALL", FinishReason.STOP),
          entry("TOO_MANY_TOOL_CALLS", FinishReason.STOP),
          entry("MALFORMED_RESPONSE", FinishReason.STOP));

  private FinishReasons() {}

  /**
   * The reason that OpenAI would give. Gemini ends a turn of tool calls with STOP; a word that is
   * not in the table counts as STOP.
   */
  static FinishReason of(String reason, boolean calledTools, boolean saidText) {
    FinishReason found =
        reason.equals(NO_IMAGE) && saidText
            ? FinishReason.STOP
            : TABLE.getOrDefault(reason, FinishReason.STOP);
    return found == FinishReason.STOP && calledTools ? FinishReason.TOOL_CALLS : found;
  }
}
