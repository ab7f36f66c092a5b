package dev.llmapi.wire.anthropic;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.llmapi.model.Body;
import dev.llmapi.model.ChatRequest;
import dev.llmapi.model.ResponseFormat;
import dev.llmapi.model.Sampling;
import dev.llmapi.model.Target;
import dev.llmapi.model.Trait;
import dev.llmapi.wire.json.BodyWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes the body of {@code POST /v1/messages}. One per request, not thread-safe. */
final class RequestWriter {

  private static final double MAX_TEMPERATURE = 1.0;

  /** While it thinks, a model takes no {@code top_p} below this. */
  private static final double MIN_THINKING_TOP_P = 0.95;

  private static final Map<String, String> SERVICE_TIERS =
      Map.of("auto", "auto", "priority", "auto", "fast", "auto", "default", "standard_only");

  private final ChatRequest request;
  private final Target target;
  private final AnswerForm form;
  private final ToolPlan tools;
  private final Thinking thinking;
  private final Conversation conversation;

  private RequestWriter(ChatRequest request, Target target) {
    this.request = request;
    this.target = target;
    form = AnswerForm.of(request, target);
    tools = ToolPlan.of(request, target, form);
    thinking = Thinking.of(request, target, tools.forcesCall());
    conversation = TurnBuilder.build(request.messages(), mayPrefill());
  }

  static Body write(ChatRequest request, Target target) {
    return BodyWriter.write(new RequestWriter(request, target)::writeTo);
  }

  /** Neither a thinking model nor a structured answer can begin with words of ours. */
  private boolean mayPrefill() {
    return target.has(Trait.ASSISTANT_PREFILL) && !thinking.isOn() && form == AnswerForm.TEXT;
  }

  private void writeTo(BodyWriter body, JsonGenerator json) throws IOException {
    BlockWriter blocks = new BlockWriter(body, json);
    json.writeStartObject();
    json.writeStringField("model", target.model());
    json.writeNumberField("max_tokens", Thinking.maxTokens(request, target));
    writeSystem(blocks, json);
    json.writeArrayFieldStart("messages");
    for (Turn turn : conversation.turns()) {
      json.writeStartObject();
      json.writeStringField("role", turn.role().wireName);
      json.writeFieldName("content");
      blocks.write(turn.blocks());
      json.writeEndObject();
    }
    json.writeEndArray();
    ToolWriter.write(tools, body, json);
    writeThinking(json);
    writeOutputConfig(body, json);
    writeSampling(json);
    writeRest(json);
    json.writeEndObject();
  }

  private void writeSystem(BlockWriter blocks, JsonGenerator json) throws IOException {
    List<Block> system = new ArrayList<>(conversation.system());
    if (form == AnswerForm.JSON_INSTRUCTION) {
      system.add(new Block.Text(AnswerForm.INSTRUCTION));
    }
    if (!system.isEmpty()) {
      json.writeFieldName("system");
      blocks.write(system);
    }
  }

  private void writeThinking(JsonGenerator json) throws IOException {
    if (thinking instanceof Thinking.Unsaid) {
      return;
    }
    json.writeObjectFieldStart("thinking");
    switch (thinking) {
      case Thinking.Unsaid _ -> {}
      case Thinking.Disabled _ -> json.writeStringField("type", "disabled");
      case Thinking.BetweenTools _ -> json.writeStringField("type", "between_tools");
      case Thinking.Adaptive adaptive -> {
        json.writeStringField("type", "adaptive");
        json.writeStringField("display", adaptive.shown() ? "summarized" : "omitted");
      }
      case Thinking.Budget budget -> {
        json.writeStringField("type", "enabled");
        json.writeNumberField("budget_tokens", budget.tokens());
      }
    }
    json.writeEndObject();
  }

  private void writeOutputConfig(BodyWriter body, JsonGenerator json) throws IOException {
    String effort = thinking instanceof Thinking.Adaptive adaptive ? adaptive.effort() : null;
    if (effort == null && form != AnswerForm.NATIVE_SCHEMA) {
      return;
    }
    json.writeObjectFieldStart("output_config");
    if (effort != null) {
      json.writeStringField("effort", effort);
    }
    if (form == AnswerForm.NATIVE_SCHEMA
        && request.output().format() instanceof ResponseFormat.JsonSchema format) {
      json.writeObjectFieldStart("format");
      json.writeStringField("type", "json_schema");
      json.writeFieldName("schema");
      body.raw(StrictSchema.of(format.schema(), "response_format.json_schema.schema"));
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  /** A thinking model draws as it likes; one that does not takes temperature or top_p, not both. */
  private void writeSampling(JsonGenerator json) throws IOException {
    Sampling sampling = request.sampling();
    Double temperature = thinking.isOn() ? null : sampling.temperature();
    Double topP = sampling.topP();
    if (temperature != null && (topP == null || temperature != 1)) {
      json.writeNumberField("temperature", Math.min(temperature, MAX_TEMPERATURE));
    } else if (topP != null && (!thinking.isOn() || topP >= MIN_THINKING_TOP_P)) {
      json.writeNumberField("top_p", topP);
    }
    if (sampling.topK() != null && !thinking.isOn()) {
      json.writeNumberField("top_k", sampling.topK());
    }
    List<String> stop = sampling.stop().stream().filter(text -> !text.isBlank()).toList();
    if (!stop.isEmpty()) {
      json.writeArrayFieldStart("stop_sequences");
      for (String text : stop) {
        json.writeString(text);
      }
      json.writeEndArray();
    }
  }

  private void writeRest(JsonGenerator json) throws IOException {
    String user = request.user();
    if (user != null && !user.isEmpty()) {
      json.writeObjectFieldStart("metadata");
      json.writeStringField("user_id", user);
      json.writeEndObject();
    }
    String tier = request.serviceTier() == null ? null : SERVICE_TIERS.get(request.serviceTier());
    if (tier != null) {
      json.writeStringField("service_tier", tier);
    }
    if (request.stream()) {
      json.writeBooleanField("stream", true);
    }
  }
}
