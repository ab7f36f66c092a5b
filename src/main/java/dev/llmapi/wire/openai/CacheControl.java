package dev.llmapi.wire.openai;

import java.io.IOException;

/**
 * Reads {@code cache_control} as OpenRouter's clients write it ({@code {"type": "ephemeral"}}).
 * Only the usual five minutes are understood: an hour costs more to write than is reserved.
 */
final class CacheControl {

  private CacheControl() {}

  /** Whether the prompt is to be cached up to here; what is not understood is left unread. */
  static boolean read(Cursor cursor) throws IOException {
    if (!cursor.isObject()) {
      cursor.leaveUnread();
      return false;
    }
    var ephemeral = new boolean[1];
    cursor.object(member -> {
      if (member.equals("type") && cursor.isString() && cursor.string().equals("ephemeral")) {
        ephemeral[0] = true;
      } else if (!member.equals("ttl") || !cursor.isString() || !cursor.string().equals("5m")) {
        cursor.leaveUnread();
      }
    });
    return ephemeral[0];
  }
}
