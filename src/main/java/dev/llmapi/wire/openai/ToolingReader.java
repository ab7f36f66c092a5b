package dev.llmapi.wire.openai;

import dev.llmapi.model.RawJson;
import dev.llmapi.model.Tool;
import dev.llmapi.model.ToolChoice;
import dev.llmapi.model.Tooling;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads tools and how they may be called; the deprecated functions are read as tools. */
final class ToolingReader {

  private static final List<String> MODES = List.of("auto", "required");

  private final Cursor cursor;

  private final List<Tool> tools = new ArrayList<>();
  private @Nullable ToolChoice choice;
  private @Nullable ToolChoice functionCall;
  private boolean parallel = true;

  ToolingReader(Cursor cursor) {
    this.cursor = cursor;
  }

  /** Reads the member's value, if it is one of these. */
  boolean read(String name) throws IOException {
    switch (name) {
      case "tools" -> tools.addAll(cursor.list(this::readTool));
      case "functions" -> tools.addAll(cursor.list(this::readFunction));
      case "tool_choice" -> choice = cursor.isString() ? readMode() : readChoice();
      case "function_call" ->
          functionCall = cursor.isString() ? readMode() : new ToolChoice.Named(readName());
      case "parallel_tool_calls" -> parallel = cursor.bool();
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Beside {@code tool_choice} the deprecated {@code function_call} says nothing. */
  Tooling tooling() {
    ToolChoice given = choice != null ? choice : functionCall;
    return new Tooling(tools, given != null ? given : new ToolChoice.Auto(), parallel);
  }

  private ToolChoice readMode() throws IOException {
    return switch (cursor.oneOf(List.of("none", "auto", "required"))) {
      case "none" -> new ToolChoice.None();
      case "required" -> new ToolChoice.Required();
      default -> new ToolChoice.Auto();
    };
  }

  /** Members of one tool or one choice, before its type is known. */
  private static final class Draft {
    @Nullable String type;
    Tool.@Nullable Function function;
    @Nullable Tool custom;
    @Nullable String name;
    @Nullable ToolChoice allowed;
    boolean cached;
  }

  private Tool readTool() throws IOException {
    Draft draft = new Draft();
    cursor.object(member -> {
      switch (member) {
        case "type" -> draft.type = cursor.string();
        case "function" -> draft.function = readFunction();
        case "custom" -> draft.custom = new Tool.Custom(readName());
        case "cache_control" -> draft.cached = CacheControl.read(cursor);
        default -> cursor.leaveUnread();
      }
    });
    if (draft.type == null) {
      throw cursor.missing("type");
    }
    Tool tool =
        switch (draft.type) {
          case "function" -> cached(draft);
          case "custom" -> draft.custom;
          default -> throw cursor.fail("has a type that is neither function nor custom.");
        };
    if (tool == null) {
      throw cursor.missing(draft.type);
    }
    if (draft.function != null && draft.custom != null) {
      cursor.leaveUnread(draft.type.equals("custom") ? "function" : "custom");
    }
    return tool;
  }

  private static @Nullable Tool cached(Draft draft) {
    Tool.Function read = draft.function;
    return read == null || !draft.cached
        ? read
        : new Tool.Function(
            read.name(), read.description(), read.parameters(), read.strict(), true);
  }

  private Tool.Function readFunction() throws IOException {
    var name = new String[1];
    var description = new String[1];
    var parameters = new RawJson[1];
    var strict = new Boolean[1];
    cursor.object(member -> {
      switch (member) {
        case "name" -> name[0] = cursor.string();
        case "description" -> description[0] = cursor.string();
        case "parameters" -> parameters[0] = readSchema();
        case "strict" -> strict[0] = cursor.bool();
        default -> cursor.leaveUnread();
      }
    });
    if (name[0] == null || name[0].isEmpty()) {
      throw cursor.missing("name");
    }
    return new Tool.Function(name[0], description[0], parameters[0], strict[0]);
  }

  private RawJson readSchema() throws IOException {
    if (!cursor.isObject()) {
      throw cursor.fail("must be an object, a JSON schema.");
    }
    return cursor.raw();
  }

  private ToolChoice readChoice() throws IOException {
    Draft draft = new Draft();
    cursor.object(member -> {
      switch (member) {
        case "function", "custom" -> draft.name = readName();
        case "allowed_tools" -> draft.allowed = readAllowed();
        case "type" -> cursor.skip();
        default -> cursor.leaveUnread();
      }
    });
    if (draft.allowed != null) {
      if (draft.name != null) {
        cursor.leaveUnread("function");
      }
      return draft.allowed;
    }
    if (draft.name == null) {
      throw cursor.fail("names neither a function nor a custom tool nor allowed_tools.");
    }
    return new ToolChoice.Named(draft.name);
  }

  private ToolChoice readAllowed() throws IOException {
    List<String> names = new ArrayList<>();
    boolean[] required = new boolean[1];
    cursor.object(member -> {
      switch (member) {
        case "mode" -> required[0] = cursor.oneOf(MODES).equals("required");
        case "tools" -> names.addAll(cursor.list(this::readToolName));
        default -> cursor.leaveUnread();
      }
    });
    return new ToolChoice.Allowed(required[0], names);
  }

  private String readToolName() throws IOException {
    Draft draft = new Draft();
    cursor.object(member -> {
      switch (member) {
        case "function", "custom" -> draft.name = readName();
        case "type" -> cursor.skip();
        default -> cursor.leaveUnread();
      }
    });
    if (draft.name == null) {
      throw cursor.missing("function");
    }
    return draft.name;
  }

  private String readName() throws IOException {
    Draft draft = new Draft();
    cursor.object(member -> {
      if (member.equals("name")) {
        draft.name = cursor.string();
      } else {
        cursor.leaveUnread();
      }
    });
    if (draft.name == null) {
      throw cursor.missing("name");
    }
    return draft.name;
  }
}
