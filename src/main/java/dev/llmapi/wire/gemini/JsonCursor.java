package dev.llmapi.wire.gemini;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.llmapi.model.RawJson;
import dev.llmapi.model.Slice;
import dev.llmapi.wire.json.Json;
import java.io.Closeable;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Goes through a JSON text once, of which some members are wanted and all others are passed over.
 * Null, or a value of the wrong kind, counts as absent. One per text.
 */
final class JsonCursor implements Closeable {

  private final Slice text;
  private final JsonParser parser;

  /** Reads the member's value at which the cursor stands, or leaves it alone. */
  @FunctionalInterface
  interface Member {
    void read(String name) throws IOException;
  }

  /** Reads the array's element at which the cursor stands, or leaves it alone. */
  @FunctionalInterface
  interface Element {
    void read() throws IOException;
  }

  JsonCursor(Slice text) throws IOException {
    this.text = text;
    this.parser = Json.parser(text);
    parser.nextToken();
  }

  boolean isObject() {
    return parser.currentToken() == JsonToken.START_OBJECT;
  }

  void members(Member member) throws IOException {
    if (!isObject()) {
      parser.skipChildren();
      return;
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      member.read(name);
      parser.skipChildren();
    }
  }

  void elements(Element element) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      parser.skipChildren();
      return;
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      element.read();
      parser.skipChildren();
    }
  }

  @Nullable String string() throws IOException {
    return parser.currentToken() == JsonToken.VALUE_STRING ? parser.getText() : null;
  }

  /** The whole number, or 0. */
  long number() throws IOException {
    return parser.currentToken() == JsonToken.VALUE_NUMBER_INT ? parser.getLongValue() : 0;
  }

  /** The number, or 0. */
  double decimal() throws IOException {
    return parser.currentToken().isNumeric() ? parser.getDoubleValue() : 0;
  }

  boolean isTrue() {
    return parser.currentToken() == JsonToken.VALUE_TRUE;
  }

  /** The value as compact JSON, its numbers unchanged. */
  String compact() throws IOException {
    StringWriter written = new StringWriter();
    try (JsonGenerator generator = Json.FACTORY.createGenerator(written)) {
      generator.copyCurrentStructureExact(parser);
    }
    return written.toString();
  }

  RawJson raw() throws IOException {
    return RawJson.of(compact());
  }

  /**
   * The base64 of a string value where it stands in the text, so that an image is not copied; a
   * copy only where the sender escaped some of it (a slash, an equals sign).
   */
  @Nullable Slice base64() throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      return null;
    }
    int from = text.from() + (int) parser.currentTokenLocation().getByteOffset() + 1;
    int to = PlainString.end(text.array(), from, text.to());
    if (to < text.to() && text.array()[to] == '"') {
      return new Slice(text.array(), from, to);
    }
    String unescaped = parser.getText();
    if (!unescaped.chars().allMatch(JsonCursor::isBase64)) {
      throw new IOException("not base64");
    }
    return Slice.of(unescaped.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** A character of either alphabet of RFC 4648: none of them needs an escape in JSON. */
  private static boolean isBase64(int c) {
    return c < 128 && (Character.isLetterOrDigit(c) || "+/-_=".indexOf(c) >= 0);
  }

  /** Goes to the text's end, so that what is not well-formed there is noticed. */
  void end() throws IOException {
    if (parser.nextToken() != null) {
      throw new IOException("more than one JSON value");
    }
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
