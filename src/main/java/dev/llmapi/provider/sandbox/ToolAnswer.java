package dev.llmapi.provider.sandbox;

import dev.llmapi.provider.sandbox.ToolOffer.Need;
import dev.llmapi.provider.sandbox.schema.PromptValues;
import dev.llmapi.provider.sandbox.schema.SchemaExample;
import dev.llmapi.provider.sandbox.schema.SchemaExample.Fullness;
import dev.llmapi.provider.sandbox.schema.UnfittableSchemaException;
import dev.llmapi.provider.sandbox.talk.Words;
import java.util.ArrayList;
import java.util.List;

/** The calls of tools that answer a request; none where text is the answer. */
record ToolAnswer(ChatRequest request, String idSuffix) {
  private static final int MOST_CALLS = 8;
  private static final int MOST_INPUT_CHARACTERS = 4_000;

  List<ToolCall> calls() {
    var offer = request.offer();
    var answered = request.lastTurn().role() == Turn.Role.TOOL;
    if (offer.tools().isEmpty() || (answered && offer.need() == Need.AUTO)) {
      return List.of();
    }
    var chosen = new ToolChoice(offer, request.prompt()).chosen();
    var calls = new ArrayList<ToolCall>();
    for (var tool : chosen) {
      for (var values : valuesFor(tool, chosen.size() == 1 && offer.parallel())) {
        if (calls.size() < MOST_CALLS) {
          calls.add(call(tool, values, calls.size()));
        }
      }
    }
    return calls;
  }

  /** The prompt's values; several times, each with one of its names, where it lists names. */
  private List<PromptValues> valuesFor(Tool tool, boolean severalCalls) {
    var values = PromptValues.of(request.prompt());
    if (!severalCalls || values.names().size() < 2 || !takesOneName(tool)) {
      return List.of(values);
    }
    return values.names().stream().map(values::withOnlyName).toList();
  }

  /** Whether exactly one required parameter is free text. */
  private static boolean takesOneName(Tool tool) {
    var properties = tool.parameters().path("properties");
    return tool.parameters()
            .path("required")
            .valueStream()
            .map(name -> properties.path(name.asText()))
            .filter(schema -> schema.path("type").asText().equals("string"))
            .filter(schema -> !schema.has("enum") && !schema.has("format"))
            .count()
        == 1;
  }

  private ToolCall call(Tool tool, PromptValues values, int index) {
    var id = "call_sandbox_" + idSuffix + "_" + index;
    if (tool.type().equals(Tool.CUSTOM)) {
      return new ToolCall(
          id, Tool.CUSTOM, tool.name(), Words.first(request.prompt(), MOST_INPUT_CHARACTERS));
    }
    try {
      var parameters = tool.parameters();
      var arguments =
          parameters.isEmpty() ? parameters : SchemaExample.of(parameters, values, Fullness.ASKED);
      return new ToolCall(id, Tool.FUNCTION, tool.name(), arguments.toString());
    } catch (UnfittableSchemaException e) {
      throw JsonAnswer.unfittable("tools[" + tool.index() + "].function.parameters", e);
    }
  }
}
