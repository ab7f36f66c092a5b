package dev.llmapi.wire.openai;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import dev.llmapi.model.FailureException;
import dev.llmapi.model.FailureKind;

/** Where a parser stands in a client's body, and what is wrong there. */
record Place(JsonParser parser) {

  /** The place of the current value as OpenAI writes it: {@code messages[0].content[1].type}. */
  String path() {
    JsonStreamContext context = parser.getParsingContext();
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
      context = context.getParent();
    }
    return ParamPath.of(context);
  }

  /** The place of a member of the current object. */
  String of(String name) {
    String path = path();
    return path.isEmpty() ? name : path + "." + name;
  }

  /** The failure that the current value is wrong; {@code what} continues its name. */
  FailureException fail(String what) {
    String path = path();
    return path.isEmpty()
        ? FailureException.of(FailureKind.INVALID_VALUE, "The body " + what)
        : FailureException.of(FailureKind.INVALID_VALUE, "'" + path + "' " + what, path);
  }

  /** The failure that a member is missing in the current object. */
  FailureException missing(String name) {
    String full = of(name);
    return FailureException.of(
        FailureKind.MISSING_PARAMETER, "Missing required parameter: '" + full + "'.", full);
  }

  FailureException unexpected(String expected) {
    return fail("must be " + expected + ", not " + found() + ".");
  }

  FailureException outside(String range) {
    return fail("is outside its range, " + range + ".");
  }

  /** A bound of a range: whole numbers without a point. */
  static String plain(double bound) {
    return bound == Math.rint(bound) ? Long.toString((long) bound) : Double.toString(bound);
  }

  private String found() {
    return switch (parser.currentToken()) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "an array";
      case VALUE_STRING -> "a string";
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
      case VALUE_TRUE, VALUE_FALSE -> "a boolean";
      default -> "null";
    };
  }
}
