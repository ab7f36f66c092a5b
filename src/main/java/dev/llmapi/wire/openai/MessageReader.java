package dev.llmapi.wire.openai;

import dev.llmapi.model.Message;
import dev.llmapi.model.Part;
import dev.llmapi.model.Reasoning;
import dev.llmapi.model.ToolCall;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the messages of a request; the deprecated function role is read as a tool's. */
final class MessageReader {

  private static final List<String> ROLES =
      List.of("system", "developer", "user", "assistant", "tool", "function");

  private final Cursor cursor;
  private final PartReader parts;

  MessageReader(Cursor cursor) {
    this.cursor = cursor;
    this.parts = new PartReader(cursor);
  }

  List<Message> readMessages() throws IOException {
    return cursor.list(() -> new Draft().read());
  }

  /** The members of one message, in whatever order they come; of one told twice the last holds. */
  private final class Draft {
    private @Nullable String role;
    private @Nullable String name;
    private @Nullable String toolCallId;
    private @Nullable String refusal;
    private boolean hasContent;
    private List<Part> content = List.of();
    private List<Part> images = List.of();
    private List<ToolCall> toolCalls = List.of();
    private @Nullable ToolCall functionCall;
    private @Nullable String thoughts;
    private final List<Reasoning> reasoning = new ArrayList<>(0);

    Message read() throws IOException {
      cursor.object(this::readMember);
      if (role == null) {
        throw cursor.missing("role");
      }
      if (name != null && !role.equals("function")) {
        cursor.leaveUnread("name");
      }
      if (thoughts != null && reasoning.isEmpty()) {
        cursor.leaveUnread(thoughts);
      }
      leaveWhatTheRoleHasNoPlaceFor(role);
      return switch (role) {
        case "system" -> new Message.Instructions(required(), false);
        case "developer" -> new Message.Instructions(required(), true);
        case "user" -> new Message.User(required(), name);
        case "assistant" -> assistant();
        default -> new Message.ToolResult(callId(), required());
      };
    }

    private void leaveWhatTheRoleHasNoPlaceFor(String role) {
      boolean assistant = role.equals("assistant");
      leaveIf(!assistant && !toolCalls.isEmpty(), "tool_calls");
      leaveIf(functionCall != null && !(assistant && toolCalls.isEmpty()), "function_call");
      leaveIf(!assistant && refusal != null && !refusal.isEmpty(), "refusal");
      leaveIf(!assistant && !images.isEmpty(), "images");
      leaveIf(!assistant && !reasoning.isEmpty(), "reasoning_details");
      boolean result = role.equals("tool") || role.equals("function");
      leaveIf(!result && toolCallId != null, "tool_call_id");
    }

    private void leaveIf(boolean hasNoPlace, String member) {
      if (hasNoPlace) {
        cursor.leaveUnread(member);
      }
    }

    private void readMember(String member) throws IOException {
      switch (member) {
        case "role" -> role = cursor.oneOf(ROLES);
        case "content" -> readContent();
        case "name" -> name = cursor.string();
        case "tool_call_id" -> toolCallId = cursor.string();
        case "refusal" -> refusal = cursor.string();
        case "tool_calls" -> toolCalls = cursor.list(this::readToolCall);
        case "function_call" -> functionCall = readFunctionCall();
        case "images" -> images = cursor.list(parts::readPart);
        case "reasoning", "reasoning_content" -> readThoughts(member);
        case "reasoning_details" -> {
          reasoning.clear();
          cursor.list(this::readReasoning);
        }
        default -> cursor.leaveUnread();
      }
    }

    /** The readable thoughts, which stand in reasoning_details too where their maker is known. */
    private void readThoughts(String member) throws IOException {
      if (!cursor.isString() || !cursor.string().isEmpty()) {
        thoughts = member;
      }
      cursor.skip();
    }

    private void readContent() throws IOException {
      hasContent = true;
      if (cursor.isString()) {
        content = List.of(new Part.Text(cursor.string()));
      } else if (cursor.isArray()) {
        content = cursor.list(parts::readPart);
      } else {
        throw cursor.fail("must be a string or an array of content parts.");
      }
    }

    private List<Part> required() {
      if (!hasContent) {
        throw cursor.missing("content");
      }
      return content;
    }

    private Message assistant() {
      List<Part> all = content;
      if (!images.isEmpty()) {
        all = new ArrayList<>(content);
        all.addAll(images);
      }
      boolean deprecated = toolCalls.isEmpty() && functionCall != null;
      return new Message.Assistant(
          all, deprecated ? List.of(functionCall) : toolCalls, refusal, reasoning);
    }

    private String callId() {
      if (toolCallId != null) {
        return toolCallId;
      }
      if ("function".equals(role) && name != null) {
        return functionCallId(name);
      }
      throw cursor.missing("function".equals(role) ? "name" : "tool_call_id");
    }

    private ToolCall readToolCall() throws IOException {
      var id = new String[1];
      var signature = new String[1];
      var call = new ToolCall[1];
      cursor.object(member -> {
        switch (member) {
          case "id" -> id[0] = cursor.string();
          case "type", "index" -> cursor.skip();
          case "function", "custom" -> call[0] = readFunctionCall();
          case "extra_content" -> readSignature().ifPresent(found -> signature[0] = found);
          default -> cursor.leaveUnread();
        }
      });
      if (id[0] == null) {
        throw cursor.missing("id");
      }
      if (call[0] == null) {
        throw cursor.missing("function");
      }
      return new ToolCall(id[0], call[0].name(), call[0].arguments(), signature[0]);
    }

    private ToolCall readFunctionCall() throws IOException {
      var called = new String[1];
      String[] arguments = {""};
      cursor.object(member -> {
        switch (member) {
          case "name" -> called[0] = cursor.string();
          case "arguments", "input" -> arguments[0] = cursor.string();
          default -> cursor.leaveUnread();
        }
      });
      if (called[0] == null) {
        throw cursor.missing("name");
      }
      return new ToolCall(functionCallId(called[0]), called[0], arguments[0], null);
    }

    /**
     * Google's own place for it in OpenAI's format: {@code extra_content.google.thought_signature}.
     */
    private Optional<String> readSignature() throws IOException {
      var signature = new String[1];
      cursor.object(maker -> {
        if (!maker.equals("google") || !cursor.isObject()) {
          cursor.leaveUnread();
          return;
        }
        cursor.object(member -> {
          if (member.equals("thought_signature") && cursor.isString()) {
            signature[0] = cursor.string();
          } else {
            cursor.leaveUnread();
          }
        });
      });
      return Optional.ofNullable(signature[0]);
    }

    private boolean readReasoning() throws IOException {
      var text = new String[1];
      var signature = new String[1];
      var encrypted = new String[1];
      var callId = new String[1];
      var format = new String[1];
      cursor.object(member -> {
        if (!cursor.isString()) {
          cursor.skip();
          return;
        }
        switch (member) {
          case "text" -> text[0] = cursor.string();
          case "signature" -> signature[0] = cursor.string();
          case "data" -> encrypted[0] = cursor.string();
          case "id" -> callId[0] = cursor.string();
          case "format" -> format[0] = cursor.string();
          default -> cursor.skip();
        }
      });
      Reasoning.Maker maker = Reasoning.Maker.of(format[0]);
      if (encrypted[0] != null) {
        return reasoning.add(new Reasoning.Encrypted(encrypted[0], callId[0], maker));
      }
      if (text[0] == null) {
        cursor.leaveUnread();
        return false;
      }
      return reasoning.add(new Reasoning.Text(text[0], signature[0], maker));
    }
  }

  /**
   * The deprecated functions have no ids: one call of a name is told from another by order alone.
   */
  private static String functionCallId(String name) {
    return "call_" + name;
  }
}
