package dev.llmapi.provider.sandbox;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.llmapi.provider.sandbox.picture.DataUrl;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Reads a request's bytes into a tree in which a data URL under the name {@code url} is not text
 * but a {@link DataUrl}: a place in the body.
 *
 * <p>So an image of several megabytes is never copied for the reading. One per request.
 */
final class BodyReader {
  private static final JsonFactory JSON = new JsonFactory();

  /** Arithmetic with larger ones would take all memory. */
  private static final int MOST_EXPONENT = 1_500;

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final JsonParser parser;
  private final byte[] body;
  private final int offset;
  private final int end;

  private BodyReader(JsonParser parser, byte[] body, int offset, int length) {
    this.parser = parser;
    this.body = body;
    this.offset = offset;
    this.end = offset + length;
  }

  /**
   * The tree of {@code body[offset, offset + length)}.
   *
   * @throws BadRequestException if these bytes are not one JSON value
   */
  static JsonNode read(byte[] body, int offset, int length) {
    try (var parser = JSON.createParser(body, offset, length)) {
      var reader = new BodyReader(parser, body, offset, length);
      parser.nextToken();
      var value = reader.readValue();
      if (parser.nextToken() != null) {
        throw notJson();
      }
      return value;
    } catch (JsonProcessingException _) {
      throw notJson();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static BadRequestException notJson() {
    return new BadRequestException(
        400, "invalid_json", null, "The body of the request could not be parsed as JSON.");
  }

  private JsonNode readValue() throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> readObject();
      case START_ARRAY -> readArray();
      case VALUE_STRING -> readString();
      case VALUE_NUMBER_INT -> NODES.numberNode(parser.getBigIntegerValue());
      case VALUE_NUMBER_FLOAT -> readDecimal();
      case VALUE_TRUE -> NODES.booleanNode(true);
      case VALUE_FALSE -> NODES.booleanNode(false);
      case VALUE_NULL -> NODES.nullNode();
      case null, default -> throw notJson();
    };
  }

  private JsonNode readObject() throws IOException {
    var object = NODES.objectNode();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      var name = parser.currentName();
      parser.nextToken();
      object.set(name, readValue());
    }
    return object;
  }

  private JsonNode readArray() throws IOException {
    var array = NODES.arrayNode();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      array.add(readValue());
    }
    return array;
  }

  private JsonNode readDecimal() throws IOException {
    var number = parser.getDecimalValue();
    if (Math.abs((long) number.precision() - number.scale()) > MOST_EXPONENT
        || number.scale() > MOST_EXPONENT) {
      throw new BadRequestException(
          400,
          "invalid_json",
          null,
          "A number in the body has an exponent beyond " + MOST_EXPONENT + ".");
    }
    return NODES.numberNode(number);
  }

  private JsonNode readString() throws IOException {
    if (!"url".equals(parser.currentName())) {
      return NODES.textNode(parser.getText());
    }
    var start = offset + (int) parser.currentTokenLocation().getByteOffset() + 1;
    var found = DataUrl.find(body, start, end);
    return found.isPresent() ? NODES.pojoNode(found.get()) : NODES.textNode(parser.getText());
  }
}
