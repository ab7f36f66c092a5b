package dev.llmapi.provider.sandbox;

import dev.llmapi.provider.sandbox.picture.SentImage;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One message of the conversation.
 *
 * @param text all text parts, with a line break between them
 * @param toolCalls the calls of an assistant's message
 * @param toolCallId the call that a tool's message answers, empty in others
 */
record Turn(
    Role role, String text, List<SentImage> images, List<ToolCall> toolCalls, String toolCallId) {

  /** Who speaks; the names are OpenAI's, in lower case. */
  enum Role {
    DEVELOPER,
    SYSTEM,
    USER,
    ASSISTANT,
    TOOL;

    static Optional<Role> find(String name) {
      for (var role : values()) {
        if (role.name().toLowerCase(Locale.ROOT).equals(name)) {
          return Optional.of(role);
        }
      }
      return Optional.empty();
    }
  }

  Turn {
    images = List.copyOf(images);
    toolCalls = List.copyOf(toolCalls);
  }

  boolean isInstruction() {
    return role == Role.SYSTEM || role == Role.DEVELOPER;
  }
}
