package dev.llmapi.wire.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmapi.model.ChatRequest;
import dev.llmapi.model.ImageSource;
import dev.llmapi.model.Members;
import dev.llmapi.model.Message;
import dev.llmapi.model.Output;
import dev.llmapi.model.Part;
import dev.llmapi.model.RawJson;
import dev.llmapi.model.ReasoningEffort;
import dev.llmapi.model.ResponseFormat;
import dev.llmapi.model.Sampling;
import dev.llmapi.model.Slice;
import dev.llmapi.model.Target;
import dev.llmapi.model.Tool;
import dev.llmapi.model.ToolCall;
import dev.llmapi.model.ToolChoice;
import dev.llmapi.model.Tooling;
import dev.llmapi.model.Trait;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Requests in the hub's form, made by hand. */
final class Chats {

  static final int TARGET_MAX_TOKENS = 4096;

  static final Slice PNG =
      Slice.utf8(
          "iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAEElEQVR42mP4zwAE/xkgFAAb8gP9PpddpAAAAABJ"
              + "RU5ErkJggg==");

  static final Tool.Function WEATHER =
      new Tool.Function(
          "get_weather",
          "The weather of a city now.",
          RawJson.of(
              """
              {"type": "object", "properties": {"city": {"type": "string"},
               "unit": {"type": "string", "enum": ["celsius", "fahrenheit"]}},
               "required": ["city"], "additionalProperties": false}\
              """),
          null);

  static final Tool.Function TIME = new Tool.Function("get_time", null, null, null);

  private Chats() {}

  static Target target(Trait... traits) {
    return new Target("test-model", Set.of(traits), TARGET_MAX_TOKENS);
  }

  static ChatRequest of(Message... messages) {
    return new ChatRequest(
        "test-model",
        List.of(messages),
        Sampling.DEFAULT,
        Tooling.NONE,
        Output.DEFAULT,
        false,
        false,
        null,
        null,
        Members.NONE);
  }

  static ChatRequest streamed(ChatRequest r) {
    return new ChatRequest(
        r.model(),
        r.messages(),
        r.sampling(),
        r.tooling(),
        r.output(),
        true,
        true,
        r.user(),
        r.serviceTier(),
        r.members());
  }

  static ChatRequest from(ChatRequest r, @Nullable String user, @Nullable String serviceTier) {
    return new ChatRequest(
        r.model(),
        r.messages(),
        r.sampling(),
        r.tooling(),
        r.output(),
        r.stream(),
        r.includeUsage(),
        user,
        serviceTier,
        r.members());
  }

  static Message.User user(String text) {
    return user(new Part.Text(text));
  }

  static Message.User user(Part... parts) {
    return new Message.User(List.of(parts), null);
  }

  static Message.Instructions system(String... texts) {
    return new Message.Instructions(
        List.of(texts).stream().<Part>map(Part.Text::new).toList(), false);
  }

  static Message.Assistant assistant(String text, ToolCall... calls) {
    List<Part> content = text.isEmpty() ? List.of() : List.of(new Part.Text(text));
    return new Message.Assistant(content, List.of(calls), null, List.of());
  }

  static Message.ToolResult result(String id, Part... parts) {
    return new Message.ToolResult(id, List.of(parts));
  }

  static Message.ToolResult result(String id, String text) {
    return result(id, new Part.Text(text));
  }

  static ToolCall call(String id, String name, String arguments) {
    return new ToolCall(id, name, arguments, null);
  }

  static Part.Image png() {
    return new Part.Image(new ImageSource.Inline("image/png", PNG), Part.Detail.AUTO);
  }

  static Tooling tools(ToolChoice choice, Tool... tools) {
    return new Tooling(List.of(tools), choice, true);
  }

  static Output effort(ReasoningEffort effort) {
    return new Output(new ResponseFormat.Text(), true, false, Map.of(), effort, null, false, null);
  }

  static Output thinkingTokens(int tokens) {
    return new Output(new ResponseFormat.Text(), true, false, Map.of(), null, tokens, false, null);
  }

  static Output format(ResponseFormat format) {
    return new Output(format, true, false, Map.of(), null, null, false, null);
  }

  static ResponseFormat.JsonSchema schema(String json) {
    return new ResponseFormat.JsonSchema("person", null, RawJson.of(json), true);
  }

  static Sampling limit(int maxTokens) {
    return sampling(maxTokens, null, null);
  }

  static Sampling sampling(
      @Nullable Integer maxTokens, @Nullable Double temperature, @Nullable Double topP) {
    return new Sampling(
        maxTokens, temperature, topP, null, null, null, null, List.of(), 1, false, null);
  }

  static Sampling stop(@Nullable Integer maxTokens, String... stop) {
    return new Sampling(
        maxTokens, null, null, null, null, null, null, List.of(stop), 1, false, null);
  }

  /** What Anthropic is sent. */
  static JsonNode written(ChatRequest request, Trait... traits) {
    return GoldenFiles.tree(
        Slice.of(new AnthropicWire().writeRequest(request, target(traits)).joined()));
  }
}
