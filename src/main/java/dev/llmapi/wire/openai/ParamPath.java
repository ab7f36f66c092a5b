package dev.llmapi.wire.openai;

import com.fasterxml.jackson.core.JsonStreamContext;
import org.jspecify.annotations.Nullable;

/** Writes a place in the body as OpenAI does: {@code messages[0].content[1].type}. */
final class ParamPath {

  private static final int MAX_NAME_CHARS = 64;

  private ParamPath() {}

  /** The place; empty for the body itself. */
  static String of(JsonStreamContext context) {
    StringBuilder path = new StringBuilder();
    append(context, path);
    return path.toString();
  }

  private static void append(@Nullable JsonStreamContext context, StringBuilder path) {
    if (context == null || context.inRoot()) {
      return;
    }
    append(context.getParent(), path);
    if (context.inArray()) {
      path.append('[').append(context.getCurrentIndex()).append(']');
    } else if (context.getCurrentName() != null) {
      path.append(path.isEmpty() ? "" : ".").append(shortened(context.getCurrentName()));
    }
  }

  /** A name is the client's own: what is no parameter may be of any length. */
  private static String shortened(String name) {
    int length = name.codePointCount(0, name.length());
    return length <= MAX_NAME_CHARS
        ? name
        : name.substring(0, name.offsetByCodePoints(0, MAX_NAME_CHARS)) + "…";
  }
}
