package dev.llmapi.wire.anthropic;

import java.util.List;

/** One turn of a conversation in which user and assistant alternate. */
record Turn(Role role, List<Block> blocks) {

  enum Role {
    USER("user"),
    ASSISTANT("assistant");

    final String wireName;

    Role(String wireName) {
      this.wireName = wireName;
    }
  }

  Turn {
    blocks = List.copyOf(blocks);
  }
}
