package dev.llmapi.wire.gemini;

import dev.llmapi.model.Body;
import dev.llmapi.model.ChatRequest;
import dev.llmapi.model.Target;
import dev.llmapi.wire.json.BodyWriter;
import java.util.Map;

/** Writes a {@code GenerateContentRequest}. */
final class RequestWriter {

  /** OpenAI's tiers that Gemini has; the others leave the choice to it. */
  private static final Map<String, String> SERVICE_TIERS =
      Map.of("default", "standard", "flex", "flex", "priority", "priority", "fast", "priority");

  private RequestWriter() {}

  static Body write(ChatRequest request, Target target) {
    ContentsReader.Chat chat = ContentsReader.read(request, target);
    return BodyWriter.write((body, json) -> {
      json.writeStartObject();
      new ContentWriter(body, json).write(chat);
      new ToolsWriter(body, json).write(request.tooling());
      new GenerationConfigWriter(body, json, target).write(request.sampling(), request.output());
      String tier = request.serviceTier();
      if (tier != null && SERVICE_TIERS.containsKey(tier)) {
        json.writeStringField("serviceTier", SERVICE_TIERS.get(tier));
      }
      json.writeEndObject();
    });
  }
}
