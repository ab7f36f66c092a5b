package dev.llmapi.wire.gemini;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.llmapi.model.FailureException;
import dev.llmapi.model.FailureKind;
import dev.llmapi.model.Tool;
import dev.llmapi.model.ToolChoice;
import dev.llmapi.model.Tooling;
import dev.llmapi.wire.json.BodyWriter;
import java.io.IOException;
import java.util.List;

/** Writes {@code tools} and {@code toolConfig}. */
record ToolsWriter(BodyWriter body, JsonGenerator json) {

  void write(Tooling tooling) throws IOException {
    if (tooling.tools().isEmpty()) {
      return;
    }
    if (tooling.tools().stream().noneMatch(tool -> isOffered(tool, tooling.choice()))) {
      throw FailureException.of(
          FailureKind.INVALID_VALUE,
          "None of the allowed tools is among the tools.",
          "tool_choice");
    }
    json.writeArrayFieldStart("tools");
    json.writeStartObject();
    json.writeArrayFieldStart("functionDeclarations");
    for (int i = 0; i < tooling.tools().size(); i++) {
      Tool tool = tooling.tools().get(i);
      if (isOffered(tool, tooling.choice())) {
        declaration(tool, "tools[" + i + "]");
      }
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndArray();
    choice(tooling.choice());
  }

  /** Gemini takes a list of allowed names only where a call is a must; else it sees no others. */
  private static boolean isOffered(Tool tool, ToolChoice choice) {
    return !(choice instanceof ToolChoice.Allowed(boolean required, List<String> names))
        || required
        || names.contains(tool.name());
  }

  private void declaration(Tool tool, String param) throws IOException {
    switch (tool) {
      case Tool.Function function -> {
        json.writeStartObject();
        json.writeStringField("name", function.name());
        if (function.description() != null) {
          json.writeStringField("description", function.description());
        }
        if (function.parameters() != null) {
          json.writeFieldName("parametersJsonSchema");
          body.raw(function.parameters());
        }
        json.writeEndObject();
      }
      case Tool.Custom _ ->
          throw FailureException.of(
              FailureKind.UNSUPPORTED_PARAMETER, "This provider has no custom tools.", param);
    }
  }

  private void choice(ToolChoice choice) throws IOException {
    json.writeObjectFieldStart("toolConfig");
    json.writeObjectFieldStart("functionCallingConfig");
    json.writeStringField("mode", mode(choice));
    List<String> names = names(choice);
    if (!names.isEmpty()) {
      json.writeArrayFieldStart("allowedFunctionNames");
      for (String name : names) {
        json.writeString(name);
      }
      json.writeEndArray();
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private static String mode(ToolChoice choice) {
    return switch (choice) {
      case ToolChoice.Auto _ -> "AUTO";
      case ToolChoice.None _ -> "NONE";
      case ToolChoice.Required _, ToolChoice.Named _ -> "ANY";
      case ToolChoice.Allowed allowed -> allowed.required() ? "ANY" : "AUTO";
    };
  }

  private static List<String> names(ToolChoice choice) {
    return switch (choice) {
      case ToolChoice.Named(String name) -> List.of(name);
      case ToolChoice.Allowed(boolean required, List<String> names) when required -> names;
      case ToolChoice.Auto _, ToolChoice.None _, ToolChoice.Required _, ToolChoice.Allowed _ ->
          List.of();
    };
  }
}
