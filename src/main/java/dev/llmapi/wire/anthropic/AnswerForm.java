package dev.llmapi.wire.anthropic;

import dev.llmapi.model.ChatRequest;
import dev.llmapi.model.ResponseFormat;
import dev.llmapi.model.Target;
import dev.llmapi.model.ToolChoice;
import dev.llmapi.model.Trait;

/** How the {@code response_format} is brought about. */
enum AnswerForm {
  TEXT,
  /** A sentence in the system prompt. */
  JSON_INSTRUCTION,
  /** {@code output_config.format}. */
  NATIVE_SCHEMA,
  /** A tool that must be called, whose input is the answer. */
  ANSWER_TOOL;

  /**
   * The answer tool's name. A call of it is read as text, hence no tool of a client's can have it.
   */
  static final String TOOL_NAME = "json_tool_call";

  static final String INSTRUCTION =
      "Answer with one valid JSON object and nothing else: no prose around it, no Markdown.";

  static AnswerForm of(ChatRequest request, Target target) {
    return switch (request.output().format()) {
      case ResponseFormat.Text _ -> TEXT;
      case ResponseFormat.JsonObject _ -> JSON_INSTRUCTION;
      case ResponseFormat.JsonSchema _ when target.has(Trait.NATIVE_JSON_SCHEMA) -> NATIVE_SCHEMA;
      case ResponseFormat.JsonSchema _ when asksForToolCall(request) -> TEXT;
      case ResponseFormat.JsonSchema _ -> ANSWER_TOOL;
    };
  }

  /** A turn that must be a tool call has no text that could follow a schema. */
  private static boolean asksForToolCall(ChatRequest request) {
    return switch (request.tooling().choice()) {
      case ToolChoice.Auto _, ToolChoice.None _ -> false;
      case ToolChoice.Required _, ToolChoice.Named _ -> true;
      case ToolChoice.Allowed allowed -> allowed.required();
    };
  }
}
