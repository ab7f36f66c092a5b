package dev.llmapi.wire.openai;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.llmapi.model.FailureException;
import dev.llmapi.model.FailureKind;
import dev.llmapi.model.Members;
import dev.llmapi.model.RawJson;
import dev.llmapi.model.Slice;
import dev.llmapi.wire.json.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A walk over a client's JSON body, once and forwards. Each question says what it expects at the
 * current value, and what is wrong is told with the path that OpenAI would name as {@code param}.
 * One per body, not thread-safe.
 */
final class Cursor {

  /** Reads the value of one member, at which the cursor stands. */
  @FunctionalInterface
  interface MemberReader {
    void read(String name) throws IOException;
  }

  /** Reads one value, at which the cursor stands. */
  @FunctionalInterface
  interface ValueReader<T> {
    T read() throws IOException;
  }

  private final JsonParser parser;
  private final TokenBytes bytes;
  private final Place place;
  private final Unread unread = new Unread();

  Cursor(Slice body) throws IOException {
    this.parser = Json.parser(body);
    this.bytes = new TokenBytes(body, parser);
    this.place = new Place(parser);
  }

  /** Steps onto the body's first value. */
  void start() throws IOException {
    if (parser.nextToken() == null) {
      throw FailureException.of(
          FailureKind.BAD_REQUEST, "The body is empty; a JSON object is expected.");
    }
  }

  /** Checks that nothing but white space follows the value just read. */
  void end() throws IOException {
    if (parser.nextToken() != null) {
      throw FailureException.of(
          FailureKind.BAD_REQUEST, "The body goes on after its JSON object has ended.");
    }
  }

  /** Reads the members but those that are null, which means "not given" for every one. */
  void object(MemberReader reader) throws IOException {
    objectWithPending(reader, () -> {});
  }

  /** As {@link #object}, and {@code stepped} is told after each step onto the next token. */
  void objectWithPending(MemberReader reader, Runnable stepped) throws IOException {
    expect(JsonToken.START_OBJECT, "an object");
    JsonToken token = parser.nextToken();
    while (token != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      if (parser.nextToken() != JsonToken.VALUE_NULL) {
        reader.read(name);
      }
      token = parser.nextToken();
      stepped.run();
    }
  }

  /** As {@link #object}, with the members that are null. */
  void objectWithNulls(MemberReader reader) throws IOException {
    expect(JsonToken.START_OBJECT, "an object");
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      reader.read(name);
    }
  }

  <T> List<T> list(ValueReader<T> reader) throws IOException {
    expect(JsonToken.START_ARRAY, "an array");
    List<T> list = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      list.add(reader.read());
    }
    return list;
  }

  boolean isString() {
    return parser.currentToken() == JsonToken.VALUE_STRING;
  }

  boolean isNull() {
    return parser.currentToken() == JsonToken.VALUE_NULL;
  }

  boolean isArray() {
    return parser.currentToken() == JsonToken.START_ARRAY;
  }

  boolean isObject() {
    return parser.currentToken() == JsonToken.START_OBJECT;
  }

  String string() throws IOException {
    expect(JsonToken.VALUE_STRING, "a string");
    return parser.getText();
  }

  boolean bool() throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> throw place.unexpected("a boolean");
    };
  }

  long integer(long min, long max) throws IOException {
    expect(JsonToken.VALUE_NUMBER_INT, "an integer");
    long value;
    try {
      value = parser.getLongValue();
    } catch (JsonProcessingException e) {
      throw place.outside(min + " to " + max);
    }
    if (value < min || value > max) {
      throw place.outside(min + " to " + max);
    }
    return value;
  }

  int integer(int min, int max) throws IOException {
    return (int) integer((long) min, (long) max);
  }

  double number(double min, double max) throws IOException {
    JsonToken token = parser.currentToken();
    if (token != JsonToken.VALUE_NUMBER_INT && token != JsonToken.VALUE_NUMBER_FLOAT) {
      throw place.unexpected("a number");
    }
    double value = parser.getDoubleValue();
    if (!(value >= min && value <= max)) {
      throw place.outside(Place.plain(min) + " to " + Place.plain(max));
    }
    return value;
  }

  /** One of the names in the list. */
  String oneOf(List<String> names) throws IOException {
    String value = string();
    if (!names.contains(value)) {
      throw fail("is none of " + String.join(", ", names) + ".");
    }
    return value;
  }

  /** Steps over a value that says nothing which is not known without it. */
  void skip() throws IOException {
    parser.skipChildren();
  }

  /** Steps over an object. */
  void skipObject() throws IOException {
    expect(JsonToken.START_OBJECT, "an object");
    parser.skipChildren();
  }

  /** Steps over the value of a member that nobody here understands, and remembers that. */
  void leaveUnread() throws IOException {
    if (unread.isFull()) {
      parser.skipChildren();
      return;
    }
    String path = path();
    int from = bytes.start();
    parser.skipChildren();
    if (!Unread.isEmpty(bytes.from(from))) {
      unread.add(path);
    }
  }

  /** Remembers a member of the current object, whose value was read but has no place. */
  void leaveUnread(String name) {
    if (unread.isFull()) {
      return;
    }
    unread.add(place.of(name));
  }

  /** Remembers a member whose value was read, and which another one outdoes. */
  void leaveUnreadAt(String path) {
    unread.add(path);
  }

  /** What was left unread, in order. */
  List<Members.Nested> unread() {
    return unread.list();
  }

  /** The current value as it stands. Afterwards the cursor is at its end. */
  RawJson raw() throws IOException {
    int from = bytes.start();
    if (isString()) {
      parser.getText();
    } else {
      parser.skipChildren();
    }
    return new RawJson(bytes.from(from));
  }

  /** The current token's bytes. */
  TokenBytes bytes() {
    return bytes;
  }

  private void expect(JsonToken token, String name) {
    if (parser.currentToken() != token) {
      throw place.unexpected(name);
    }
  }

  /** The failure that the current value is wrong; {@code what} continues its name. */
  FailureException fail(String what) {
    return place.fail(what);
  }

  /** The failure that a member is missing in the current object. */
  FailureException missing(String name) {
    return place.missing(name);
  }

  /** The place of the current value as OpenAI writes it: {@code messages[0].content[1].type}. */
  String path() {
    return place.path();
  }
}
