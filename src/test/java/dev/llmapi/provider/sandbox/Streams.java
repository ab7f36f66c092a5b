package dev.llmapi.provider.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Puts the chunks of a stream together, as a client does. */
final class Streams {
  private Streams() {}

  /** The message of one choice. */
  static JsonNode message(List<String> events, int choice) {
    var message = JsonNodeFactory.instance.objectNode();
    var calls = message.putArray("tool_calls");
    for (var delta : deltas(events, choice)) {
      append(message, "content", delta.path("content"));
      for (var call : delta.path("tool_calls")) {
        if (call.has("id")) {
          calls.add(call.deepCopy());
        } else {
          var function = (ObjectNode) calls.get(call.path("index").asInt()).get("function");
          append(function, "arguments", call.at("/function/arguments"));
        }
      }
      if (delta.has("images")) {
        message.set("images", delta.get("images"));
      }
    }
    return message;
  }

  static List<JsonNode> chunks(List<String> events) {
    return events.stream()
        .filter(event -> !event.equals("[DONE]"))
        .map(TestSandbox::parse)
        .toList();
  }

  private static List<JsonNode> deltas(List<String> events, int choice) {
    return chunks(events).stream()
        .flatMap(chunk -> chunk.path("choices").valueStream())
        .filter(part -> part.path("index").asInt() == choice)
        .map(part -> part.path("delta"))
        .toList();
  }

  private static void append(ObjectNode object, String name, JsonNode more) {
    if (more.isTextual()) {
      object.put(name, object.path(name).asText("") + more.textValue());
    }
  }
}
