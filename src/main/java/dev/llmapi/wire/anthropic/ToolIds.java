package dev.llmapi.wire.anthropic;

import java.util.HashSet;
import java.util.Set;

/**
 * Gives each tool call of a request an id that Anthropic takes: {@code [a-zA-Z0-9_-]{1,64}}, no two
 * alike. A client's id that is such stays as it is; the same messages always get the same ids, and
 * messages that are added later change none of those before. One per request, not thread-safe.
 */
final class ToolIds {

  private static final int MAX_LENGTH = 64;
  private static final String UNNAMED = "call";

  private final Set<String> taken = new HashSet<>();

  /** The id for one more call, which its client calls {@code clientId}. */
  String assign(String clientId) {
    String base = sanitised(clientId);
    String id = base;
    for (int i = 2; !taken.add(id); i++) {
      String suffix = "_" + i;
      id = base.substring(0, Math.min(base.length(), MAX_LENGTH - suffix.length())) + suffix;
    }
    return id;
  }

  private static String sanitised(String clientId) {
    StringBuilder id = new StringBuilder(clientId.length());
    for (int i = 0; i < clientId.length() && i < MAX_LENGTH; i++) {
      char c = clientId.charAt(i);
      id.append(isAllowed(c) ? c : '_');
    }
    return id.isEmpty() ? UNNAMED : id.toString();
  }

  private static boolean isAllowed(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '-';
  }
}
