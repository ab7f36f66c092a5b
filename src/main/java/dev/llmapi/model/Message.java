package dev.llmapi.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One turn of a chat. */
public sealed interface Message {

  List<Part> content();

  /** A system or developer turn: both are instructions. */
  record Instructions(List<Part> content, boolean developer) implements Message {
    public Instructions {
      content = List.copyOf(content);
    }
  }

  record User(List<Part> content, @Nullable String name) implements Message {
    public User {
      content = List.copyOf(content);
    }
  }

  /**
   * What the model said before. Images that it made stand in {@code content} as {@link Part.Image}.
   */
  record Assistant(
      List<Part> content,
      List<ToolCall> toolCalls,
      @Nullable String refusal,
      List<Reasoning> reasoning)
      implements Message {
    public Assistant {
      content = List.copyOf(content);
      toolCalls = List.copyOf(toolCalls);
      reasoning = List.copyOf(reasoning);
    }
  }

  /** The result of one tool call. Images in it are an extension of the gateways, not OpenAI's. */
  record ToolResult(String toolCallId, List<Part> content) implements Message {
    public ToolResult {
      content = List.copyOf(content);
    }
  }
}
