package dev.llmapi.wire.anthropic;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.llmapi.wire.json.BodyWriter;
import java.io.IOException;
import java.util.Locale;

/** Writes {@code tools} and {@code tool_choice}. */
final class ToolWriter {

  private ToolWriter() {}

  static void write(ToolPlan plan, BodyWriter body, JsonGenerator json) throws IOException {
    if (plan.tools().isEmpty()) {
      return;
    }
    json.writeArrayFieldStart("tools");
    for (ToolPlan.Declared tool : plan.tools()) {
      json.writeStartObject();
      json.writeStringField("name", tool.name());
      if (tool.description() != null) {
        json.writeStringField("description", tool.description());
      }
      json.writeFieldName("input_schema");
      body.raw(tool.inputSchema());
      if (tool.strict()) {
        json.writeBooleanField("strict", true);
      }
      if (tool.cached()) {
        BlockWriter.writeCacheControl(json);
      }
      json.writeEndObject();
    }
    json.writeEndArray();
    writeChoice(plan, json);
  }

  private static void writeChoice(ToolPlan plan, JsonGenerator json) throws IOException {
    ToolPlan.Choice choice = plan.choice();
    if (choice.equals(ToolPlan.Choice.AUTO) && plan.parallel()) {
      return;
    }
    json.writeObjectFieldStart("tool_choice");
    json.writeStringField("type", choice.type().name().toLowerCase(Locale.ROOT));
    if (choice.name() != null) {
      json.writeStringField("name", choice.name());
    }
    if (!plan.parallel() && choice.type() != ToolPlan.Type.NONE) {
      json.writeBooleanField("disable_parallel_tool_use", true);
    }
    json.writeEndObject();
  }
}
