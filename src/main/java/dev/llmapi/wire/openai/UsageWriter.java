package dev.llmapi.wire.openai;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.llmapi.model.Usage;
import dev.llmapi.wire.json.BodyWriter;
import java.io.IOException;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Writes OpenAI's {@code usage} object, with OpenRouter's {@code cost} in it: USD. */
public final class UsageWriter {

  private static final int NANO_DIGITS = 9;

  private UsageWriter() {}

  /** Nano-dollars as USD, exact; as {@code usage.cost} has it. */
  public static BigDecimal usd(long nanoUsd) {
    BigDecimal usd = BigDecimal.valueOf(nanoUsd, NANO_DIGITS).stripTrailingZeros();
    return usd.scale() < 0 ? usd.setScale(0) : usd;
  }

  /** The object by itself. */
  public static byte[] write(Usage usage, @Nullable Long costNanoUsd) {
    return BodyWriter.write((_, json) -> write(json, usage, costNanoUsd)).joined();
  }

  static void write(JsonGenerator json, Usage usage, @Nullable Long costNanoUsd)
      throws IOException {
    json.writeStartObject();
    if (costNanoUsd != null) {
      json.writeNumberField("cost", usd(costNanoUsd));
    }
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
