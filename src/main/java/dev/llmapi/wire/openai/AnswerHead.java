package dev.llmapi.wire.openai;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Map;

/**
 * What stands at the head of an answer and of each of its chunks.
 *
 * @param id {@code chatcmpl-…}
 * @param model the model that answered
 * @param serviceTier the tier that served it, in OpenAI's words; empty where nobody told
 */
public record AnswerHead(String id, long createdSeconds, String model, String serviceTier) {

  /** Other makers' tiers in OpenAI's words; clients know no further ones. */
  private static final Map<String, String> TIERS =
      Map.of("standard", "default", "default", "default", "flex", "flex", "priority", "priority");

  /** Of a tier that nobody told. */
  public AnswerHead(String id, long createdSeconds, String model) {
    this(id, createdSeconds, model, "");
  }

  /**
   * The same, served in that tier.
   *
   * @param tier as its maker names it; empty where nobody told
   */
  public AnswerHead withTier(String tier) {
    return new AnswerHead(id, createdSeconds, model, TIERS.getOrDefault(tier, ""));
  }

  void writeServiceTier(JsonGenerator json) throws IOException {
    if (!serviceTier.isEmpty()) {
      json.writeStringField("service_tier", serviceTier);
    }
  }
}
