package dev.llmapi.provider.sandbox;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A tool that the request offers.
 *
 * @param index its place in {@code tools}
 * @param type {@code function} or {@code custom}
 * @param parameters the JSON schema of a function's arguments; an empty object where none is given
 */
record Tool(int index, String type, String name, String description, JsonNode parameters) {
  static final String FUNCTION = "function";
  static final String CUSTOM = "custom";
}
