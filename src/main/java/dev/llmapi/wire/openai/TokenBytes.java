package dev.llmapi.wire.openai;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.llmapi.model.Slice;

/**
 * Where a parser's current token stands in the body, and its bytes as they are, undecoded. One per
 * body, not thread-safe.
 */
final class TokenBytes {

  private final Slice body;
  private final JsonParser parser;

  TokenBytes(Slice body, JsonParser parser) {
    this.body = body;
    this.parser = parser;
  }

  /** Where the current token begins in the body's array. */
  int start() {
    return body.from() + (int) parser.currentTokenLocation().getByteOffset();
  }

  /** From there in the body's array to the end of what was read so far. */
  Slice from(int start) {
    int end = body.from() + (int) parser.currentLocation().getByteOffset();
    return new Slice(body.array(), start, end);
  }

  /** Whether the current token is a string that begins with these ASCII characters, unescaped. */
  boolean startsWith(String prefix) {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      return false;
    }
    int from = charactersStart();
    if (from + prefix.length() > body.to()) {
      return false;
    }
    for (int i = 0; i < prefix.length(); i++) {
      if ((body.array()[from + i] | 0x20) != prefix.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Where the current string's characters begin. The string is not decoded; its end is known only
   * after the next step, see {@link #charactersFrom}.
   */
  int charactersStart() {
    return start() + 1;
  }

  /**
   * The characters of a string that began at {@code from} and that was just stepped over: back from
   * the current token over white space and a comma to the closing quote.
   */
  Slice charactersFrom(int from) {
    int to = start() - 1;
    while (body.array()[to] != '"') {
      to--;
    }
    return new Slice(body.array(), from, to);
  }

  /** Where the current string ends, behind its closing quote, whether it was decoded or not. */
  int stringEnd() {
    byte[] bytes = body.array();
    int at = charactersStart();
    while (at < body.to() && bytes[at] != '"') {
      at += bytes[at] == '\\' ? 2 : 1;
    }
    return Math.min(at + 1, body.to());
  }
}
