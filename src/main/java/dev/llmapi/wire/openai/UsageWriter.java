package dev.llmapi.wire.openai;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.llmapi.model.Usage;
import java.io.IOException;

/** Writes OpenAI's {@code usage} object. */
final class UsageWriter {

  private UsageWriter() {}

  static void write(JsonGenerator json, Usage usage) throws IOException {
    json.writeStartObject();
    json.writeNumberField("prompt_tokens", usage.promptTokens());
    json.writeNumberField("completion_tokens", usage.completionTokens());
    json.writeNumberField("total_tokens", usage.totalTokens());
    json.writeObjectFieldStart("prompt_tokens_details");
    json.writeNumberField("cached_tokens", usage.cachedTokens());
    json.writeNumberField("cache_write_tokens", usage.cacheWriteTokens());
    if (usage.promptImageTokens() > 0) {
      json.writeNumberField("image_tokens", usage.promptImageTokens());
    }
    json.writeEndObject();
    json.writeObjectFieldStart("completion_tokens_details");
    json.writeNumberField("reasoning_tokens", usage.reasoningTokens());
    if (usage.completionImageTokens() > 0) {
      json.writeNumberField("image_tokens", usage.completionImageTokens());
    }
    json.writeEndObject();
    json.writeEndObject();
  }
}
