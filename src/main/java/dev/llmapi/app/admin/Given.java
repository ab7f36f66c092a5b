package dev.llmapi.app.admin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmapi.model.FailureException;
import dev.llmapi.model.FailureKind;
import dev.llmapi.model.Slice;
import dev.llmapi.store.Project;
import dev.llmapi.wire.json.Json;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;

/** Reads the members of a body; what is wrong is told by the member's name. */
final class Given {

  private static final int LONGEST_NAME = 200;

  private Given() {}

  /** The body, of which every member has one of the names: a mistyped limit would bind nobody. */
  static JsonNode object(Slice body, String... names) {
    try {
      JsonNode given = Json.tree(body);
      if (given.isObject()) {
        List<String> known = List.of(names);
        for (Iterator<String> members = given.fieldNames(); members.hasNext(); ) {
          String name = members.next();
          if (!known.contains(name)) {
            throw LimitsJson.wrong(name, "is not known here; known are " + known);
          }
        }
        return given;
      }
    } catch (IOException e) {
      // Told below: the body is not quoted, whatever it is.
    }
    throw FailureException.of(FailureKind.BAD_REQUEST, "The body must be a JSON object.");
  }

  static String text(JsonNode given, String member) {
    JsonNode value = given.path(member);
    if (value.isMissingNode() || value.isNull()) {
      throw FailureException.of(
          FailureKind.MISSING_PARAMETER, "Missing required parameter: '" + member + "'.", member);
    }
    if (!value.isTextual() || value.textValue().isBlank()) {
      throw LimitsJson.wrong(member, "must be a string that is not empty");
    }
    return value.textValue();
  }

  static String name(JsonNode given) {
    String name = text(given, "name");
    if (name.length() > LONGEST_NAME) {
      throw LimitsJson.wrong("name", "has more than " + LONGEST_NAME + " characters");
    }
    return name;
  }

  static int shares(JsonNode given) {
    JsonNode value = given.path("shares");
    if (value.isMissingNode() || value.isNull()) {
      return 1;
    }
    if (!value.isInt() || value.intValue() < 1 || value.intValue() > Project.MAX_SHARES) {
      throw LimitsJson.wrong("shares", "must be a whole number from 1 to " + Project.MAX_SHARES);
    }
    return value.intValue();
  }

  static boolean disabled(JsonNode given, boolean before) {
    JsonNode value = given.path("disabled");
    if (value.isMissingNode()) {
      return before;
    }
    if (!value.isBoolean()) {
      throw LimitsJson.wrong("disabled", "must be true or false");
    }
    return value.booleanValue();
  }
}
