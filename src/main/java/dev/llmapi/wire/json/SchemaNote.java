package dev.llmapi.wire.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Tells the model, in a schema's description, what its maker's version of JSON Schema has no word
 * for: {@code {minLength: 1}}, as Anthropic's own SDKs do.
 */
public final class SchemaNote {

  private SchemaNote() {}

  /** Adds the members to the schema's description; none add nothing. */
  public static void tell(ObjectNode schema, Map<String, JsonNode> members) {
    if (members.isEmpty()) {
      return;
    }
    String told =
        members.entrySet().stream()
            .map(member -> member.getKey() + ": " + member.getValue())
            .collect(Collectors.joining(", ", "{", "}"));
    String description = schema.path("description").asText("");
    schema.put("description", description.isEmpty() ? told : description + "\n\n" + told);
  }
}
