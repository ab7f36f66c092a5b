package dev.llmapi.wire.gemini;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.llmapi.model.FailureException;
import dev.llmapi.model.FailureKind;
import dev.llmapi.model.Message;
import dev.llmapi.model.Part;
import dev.llmapi.model.RawJson;
import dev.llmapi.model.Target;
import dev.llmapi.model.ToolCall;
import dev.llmapi.model.Trait;
import dev.llmapi.wire.gemini.Content.InlineData;
import dev.llmapi.wire.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Collects the results of one turn's calls. Gemini wants one for each call, by the function's name,
 * which the result itself does not tell. One per request.
 */
final class ResultsReader {

  private final boolean takesImages;
  private final MediaReader media;

  private List<ToolCall> expected = List.of();
  private String expectedBy = "messages";
  private final Map<Integer, Content.Part> results = new HashMap<>();
  private final List<Content.Part> attached = new ArrayList<>();

  ResultsReader(Target target, MediaReader media) {
    this.takesImages = target.has(Trait.TOOL_RESULT_IMAGES);
    this.media = media;
  }

  /** Begins a turn's results, when those before have been taken. */
  void expect(List<ToolCall> calls, String param) {
    expected = calls;
    expectedBy = param;
  }

  void add(Message.ToolResult result, String param) {
    for (int i = 0; i < expected.size(); i++) {
      ToolCall call = expected.get(i);
      if (call.id().equals(result.toolCallId()) && !results.containsKey(i)) {
        results.put(i, response(call, result.content(), param));
        return;
      }
    }
    throw FailureException.of(
        FailureKind.INVALID_VALUE,
        "The result belongs to no tool call of the assistant's turn before it, or to one that has"
            + " its result.",
        param + ".tool_call_id");
  }

  /**
   * The results in the order of their calls, then the images that had no place in them.
   *
   * @throws FailureException INVALID_VALUE, naming the call whose result is missing
   */
  List<Content.Part> take() {
    List<Content.Part> parts = new ArrayList<>();
    for (int i = 0; i < expected.size(); i++) {
      Content.Part result = results.get(i);
      if (result == null) {
        throw FailureException.of(
            FailureKind.INVALID_VALUE,
            "This tool call has no result: a message of role 'tool' with its id must follow.",
            expectedBy + ".tool_calls[" + i + "]");
      }
      parts.add(result);
    }
    parts.addAll(attached);
    expected = List.of();
    results.clear();
    attached.clear();
    return parts;
  }

  private Content.Part response(ToolCall call, List<Part> content, String param) {
    List<String> texts = new ArrayList<>();
    List<InlineData> inside = new ArrayList<>();
    for (int i = 0; i < content.size(); i++) {
      String place = param + ".content[" + i + "]";
      switch (content.get(i)) {
        case Part.Text(String text, _) -> texts.add(text);
        case Part.Refusal(String text) -> texts.add(text);
        case Part.Image image -> {
          Content.Part part = media.image(image, place);
          if (takesImages && part instanceof Content.Part.Media(var data, _)) {
            inside.add(data);
          } else {
            texts.add("[image attached below]");
            attached.add(part);
          }
        }
        case Part.Audio audio -> {
          texts.add("[audio attached below]");
          attached.add(new Content.Part.Media(media.audio(audio, place), null));
        }
        case Part.Other other -> throw MediaReader.unknown(other, place);
        case Part.File file -> {
          texts.add("[file attached below]");
          attached.add(media.file(file, place));
        }
      }
    }
    String text = String.join("\n", texts);
    return new Content.Part.FunctionResponse(call.id(), call.name(), object(text), inside);
  }

  /** A JSON object as it is; all else as {@code output}, Google's name for what a function gave. */
  private static RawJson object(String text) {
    RawJson json = RawJson.of(text);
    return text.stripLeading().startsWith("{") && Arguments.isObject(json)
        ? json
        : Json.raw(JsonNodeFactory.instance.objectNode().put("output", text));
  }
}
