package dev.llmapi.provider.sandbox.schema;

import com.fasterxml.jackson.databind.JsonNode;

/** How many characters a value has, about, when it is written. */
final class Extent {
  private final long most;
  private long characters;

  private Extent(long most) {
    this.most = most;
  }

  /** Refuses a value longer than {@code most}; it is not looked at further than that. */
  static void check(JsonNode value, long most, String name) {
    var extent = new Extent(most);
    extent.add(value);
    if (extent.characters > most) {
      throw new UnfittableSchemaException(
          name + " has more than " + most + " characters, which is the limit");
    }
  }

  private void add(JsonNode value) {
    characters += 2 + (value.isContainerNode() ? 0 : value.asText().length());
    if (characters > most) {
      return;
    }
    for (var entry : value.properties()) {
      characters += 2 + entry.getKey().length();
      add(entry.getValue());
    }
    if (value.isArray()) {
      for (var element : value) {
        add(element);
      }
    }
  }
}
