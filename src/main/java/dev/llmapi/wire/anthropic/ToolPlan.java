package dev.llmapi.wire.anthropic;

import dev.llmapi.model.ChatRequest;
import dev.llmapi.model.FailureException;
import dev.llmapi.model.FailureKind;
import dev.llmapi.model.Message;
import dev.llmapi.model.RawJson;
import dev.llmapi.model.ResponseFormat;
import dev.llmapi.model.Target;
import dev.llmapi.model.Tool;
import dev.llmapi.model.ToolCall;
import dev.llmapi.model.ToolChoice;
import dev.llmapi.model.Tooling;
import dev.llmapi.model.Trait;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The tools that are declared, and how they may be called.
 *
 * @param parallel several calls may come in one turn
 */
record ToolPlan(List<Declared> tools, Choice choice, boolean parallel) {

  /** A tool as it is declared. */
  record Declared(
      String name,
      @Nullable String description,
      RawJson inputSchema,
      boolean strict,
      boolean cached) {}

  /** {@code name} is that of the one tool of {@link Type#TOOL}. */
  record Choice(Type type, @Nullable String name) {

    static final Choice AUTO = new Choice(Type.AUTO, null);
    static final Choice ANY = new Choice(Type.ANY, null);
    static final Choice NONE = new Choice(Type.NONE, null);

    static Choice tool(String name) {
      return new Choice(Type.TOOL, name);
    }
  }

  enum Type {
    AUTO,
    ANY,
    TOOL,
    NONE
  }

  ToolPlan {
    tools = List.copyOf(tools);
  }

  /** Whether a tool must be called, which Anthropic refuses while the model thinks. */
  boolean forcesCall() {
    return choice.type() == Type.ANY || choice.type() == Type.TOOL;
  }

  /**
   * Plans the tools of a request, the one that the answer's form needs among them.
   *
   * @throws FailureException for a tool or a choice that Anthropic does not have
   */
  static ToolPlan of(ChatRequest request, Target target, AnswerForm form) {
    Tooling tooling = request.tooling();
    List<Declared> tools = declared(tooling, target.has(Trait.NATIVE_JSON_SCHEMA));
    if (form == AnswerForm.ANSWER_TOOL
        && request.output().format() instanceof ResponseFormat.JsonSchema schema) {
      return withAnswerTool(tools, tooling, schema);
    }
    if (tools.isEmpty()) {
      return new ToolPlan(usedInHistory(request.messages()), Choice.NONE, true);
    }
    return new ToolPlan(tools, choice(tooling.choice()), tooling.parallel());
  }

  private static Choice choice(ToolChoice choice) {
    return switch (choice) {
      case ToolChoice.Auto _ -> Choice.AUTO;
      case ToolChoice.None _ -> Choice.NONE;
      case ToolChoice.Required _ -> Choice.ANY;
      case ToolChoice.Named(String name) -> Choice.tool(name);
      case ToolChoice.Allowed allowed -> allowed.required() ? Choice.ANY : Choice.AUTO;
    };
  }

  /** With tools of the client's beside it the model may call one of them before it answers. */
  private static ToolPlan withAnswerTool(
      List<Declared> clients, Tooling tooling, ResponseFormat.JsonSchema format) {
    List<Declared> tools = new ArrayList<>(clients);
    tools.add(
        new Declared(
            AnswerForm.TOOL_NAME,
            format.description() == null
                ? "Gives the final answer to the user."
                : format.description(),
            InputSchema.of(format.schema(), "response_format.json_schema.schema"),
            false,
            false));
    boolean answerOnly = clients.isEmpty() || tooling.choice() instanceof ToolChoice.None;
    return answerOnly
        ? new ToolPlan(tools, Choice.tool(AnswerForm.TOOL_NAME), false)
        : new ToolPlan(tools, Choice.ANY, tooling.parallel());
  }

  private static List<Declared> declared(Tooling tooling, boolean strictIsKnown) {
    Set<String> allowed =
        tooling.choice() instanceof ToolChoice.Allowed choice
            ? new LinkedHashSet<>(choice.names())
            : Set.of();
    List<Declared> declared = new ArrayList<>();
    for (int i = 0; i < tooling.tools().size(); i++) {
      Tool tool = tooling.tools().get(i);
      if (!(tooling.choice() instanceof ToolChoice.Allowed) || allowed.contains(tool.name())) {
        declared.add(declared(tool, "tools[" + i + "]", strictIsKnown));
      }
    }
    if (declared.isEmpty() && !tooling.tools().isEmpty()) {
      throw FailureException.of(
          FailureKind.INVALID_VALUE,
          "None of the allowed tools is among the tools.",
          "tool_choice");
    }
    return declared;
  }

  private static Declared declared(Tool tool, String path, boolean strictIsKnown) {
    if (tool.name().equals(AnswerForm.TOOL_NAME)) {
      throw FailureException.of(
          FailureKind.INVALID_VALUE,
          "The tool name '" + AnswerForm.TOOL_NAME + "' is reserved for structured answers.",
          path + ".function.name");
    }
    return switch (tool) {
      case Tool.Function function -> {
        boolean strict = strictIsKnown && Boolean.TRUE.equals(function.strict());
        String schemaPath = path + ".function.parameters";
        RawJson schema = InputSchema.of(function.parameters(), schemaPath);
        yield new Declared(
            function.name(),
            function.description(),
            strict ? StrictSchema.of(schema, schemaPath) : schema,
            strict,
            function.cached());
      }
      case Tool.Custom _ ->
          throw FailureException.of(
              FailureKind.INVALID_VALUE,
              "This model takes tools of type 'function' only.",
              path + ".type");
    };
  }

  /** A history with calls needs their tools declared, even where none may be called any more. */
  private static List<Declared> usedInHistory(List<Message> messages) {
    Set<String> names = new LinkedHashSet<>();
    for (Message message : messages) {
      if (message instanceof Message.Assistant assistant) {
        assistant.toolCalls().stream().map(ToolCall::name).forEach(names::add);
      }
    }
    return names.stream()
        .map(name -> new Declared(name, null, InputSchema.of(null, "tools"), false, false))
        .toList();
  }
}
