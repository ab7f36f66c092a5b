package dev.llmapi.provider.sandbox;

import com.fasterxml.jackson.databind.JsonNode;

/** What {@code response_format} asks for. */
sealed interface AnswerFormat {
  record Text() implements AnswerFormat {}

  record JsonObject() implements AnswerFormat {}

  record JsonSchema(JsonNode schema) implements AnswerFormat {}
}
