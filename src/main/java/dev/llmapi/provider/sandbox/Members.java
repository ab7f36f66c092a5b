package dev.llmapi.provider.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * The members of one JSON object of the request, read with the refusals that OpenAI gives.
 *
 * <p>A member that is null counts as absent.
 *
 * @param path where the object stands, for messages; empty for the request itself
 */
record Members(JsonNode object, String path) {

  static Members of(JsonNode object, String path) {
    if (!object.isObject()) {
      throw BadRequestException.invalid(
          path, "Invalid type for '" + path + "': expected an object.");
    }
    return new Members(object, path);
  }

  Optional<JsonNode> find(String name) {
    return Optional.ofNullable(object.get(name)).filter(node -> !node.isNull());
  }

  JsonNode need(String name) {
    return find(name).orElseThrow(() -> BadRequestException.missing(pathOf(name)));
  }

  String pathOf(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  Optional<String> text(String name) {
    return find(name)
        .map(node -> {
          if (!node.isTextual()) {
            throw wrongType(name, "a string");
          }
          return node.textValue();
        });
  }

  String needText(String name) {
    return text(name).orElseThrow(() -> BadRequestException.missing(pathOf(name)));
  }

  boolean flag(String name, boolean fallback) {
    return find(name)
        .map(node -> {
          if (!node.isBoolean()) {
            throw wrongType(name, "a boolean");
          }
          return node.booleanValue();
        })
        .orElse(fallback);
  }

  Optional<Members> members(String name) {
    return find(name).map(node -> of(node, pathOf(name)));
  }

  List<JsonNode> elements(String name) {
    return find(name)
        .map(node -> {
          if (!node.isArray()) {
            throw wrongType(name, "an array");
          }
          return List.copyOf(node.valueStream().toList());
        })
        .orElse(List.of());
  }

  /** A number from {@code least} to {@code most}. */
  Optional<BigDecimal> number(String name, double least, double most) {
    return find(name)
        .map(node -> {
          if (!node.isNumber()) {
            throw wrongType(name, "a number");
          }
          var value = node.decimalValue();
          if (value.doubleValue() < least || value.doubleValue() > most) {
            throw outOfRange(name, least, most);
          }
          return value;
        });
  }

  /** A whole number from {@code least} to {@code most}. */
  int integer(String name, int least, int most, int fallback) {
    return number(name, least, most)
        .map(value -> {
          if (value.stripTrailingZeros().scale() > 0) {
            throw wrongType(name, "an integer");
          }
          return value.intValue();
        })
        .orElse(fallback);
  }

  BadRequestException wrongType(String name, String expected) {
    return BadRequestException.invalid(
        pathOf(name), "Invalid type for '" + pathOf(name) + "': expected " + expected + ".");
  }

  private BadRequestException outOfRange(String name, double least, double most) {
    return BadRequestException.invalid(
        pathOf(name),
        "Invalid value for '"
            + pathOf(name)
            + "': expected "
            + bound(least)
            + " to "
            + bound(most)
            + ".");
  }

  private static String bound(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }
}
