package dev.llmapi.provider.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.llmapi.provider.sandbox.schema.PromptValues;
import dev.llmapi.provider.sandbox.schema.SchemaExample;
import dev.llmapi.provider.sandbox.schema.SchemaExample.Fullness;
import dev.llmapi.provider.sandbox.schema.UnfittableSchemaException;
import dev.llmapi.provider.sandbox.talk.Phrases;
import dev.llmapi.provider.sandbox.talk.Skill;
import dev.llmapi.provider.sandbox.talk.Words;

/** Answers that are JSON. */
final class JsonAnswer {
  private JsonAnswer() {}

  /** An object that says what the text would say. */
  static String object(ChatRequest request) {
    var language = TextAnswer.languageOf(request);
    var prompt = request.prompt();
    var object = JsonNodeFactory.instance.objectNode();
    object.put("sandbox", Phrases.of(language).say("label"));
    object.put("language", language.code());
    object.put("prompt", Words.shorten(prompt, 160));
    object.put("words", Words.of(prompt).size());
    Skill.find(prompt).ifPresent(answer -> object.put("answer", answer));
    return object.toString();
  }

  /** A value that fits {@code schema}, with values of the prompt where they fit. */
  static String fitting(JsonNode schema, ChatRequest request) {
    try {
      var values = PromptValues.of(request.prompt());
      return SchemaExample.of(schema, values, Fullness.ALL).toString();
    } catch (UnfittableSchemaException e) {
      throw unfittable("response_format.json_schema.schema", e);
    }
  }

  static BadRequestException unfittable(String param, UnfittableSchemaException e) {
    return BadRequestException.invalid(
        param, "The sandbox cannot make an example of this schema: " + e.getMessage() + ".");
  }
}
