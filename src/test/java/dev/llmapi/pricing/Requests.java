package dev.llmapi.pricing;

import dev.llmapi.model.ChatRequest;
import dev.llmapi.model.ImageSource;
import dev.llmapi.model.Members;
import dev.llmapi.model.Members.Member;
import dev.llmapi.model.Message;
import dev.llmapi.model.Output;
import dev.llmapi.model.Part;
import dev.llmapi.model.RawJson;
import dev.llmapi.model.Reasoning;
import dev.llmapi.model.ResponseFormat;
import dev.llmapi.model.Sampling;
import dev.llmapi.model.Slice;
import dev.llmapi.model.Tool;
import dev.llmapi.model.ToolCall;
import dev.llmapi.model.ToolChoice;
import dev.llmapi.model.Tooling;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Requests for tests. */
final class Requests {

  private Requests() {}

  static ChatRequest ask(String text) {
    return ask(new Part.Text(text));
  }

  static ChatRequest ask(Part... parts) {
    return ask(false, parts);
  }

  /** A question whose answer may be sound, or not. */
  static ChatRequest ask(boolean speaks, Part... parts) {
    String body = speaks ? "[\"text\",\"audio\"]" : "[\"text\"]";
    return ask(
        new Members(Slice.utf8(body), List.of(new Member("modalities", 0, 0, body.length()))),
        parts);
  }

  static ChatRequest ask(Members members, Part... parts) {
    return new ChatRequest(
        "m",
        List.of(new Message.User(List.of(parts), null)),
        Sampling.DEFAULT,
        Tooling.NONE,
        Output.DEFAULT,
        false,
        false,
        null,
        null,
        members);
  }

  static ChatRequest capped(ChatRequest request, @Nullable Integer maxOutputTokens) {
    return request.withSampling(sampling(maxOutputTokens, 1));
  }

  static Sampling sampling(@Nullable Integer maxOutputTokens, int n) {
    return new Sampling(
        maxOutputTokens, null, null, null, null, null, null, List.of(), n, false, null);
  }

  static Part image() {
    return new Part.Image(
        new ImageSource.Inline("image/png", Slice.utf8("AAAA")), Part.Detail.AUTO);
  }

  static ChatRequest withToolsAndHistory() {
    RawJson schema = RawJson.of("{\"type\":\"object\",\"properties\":{\"city\":{}}}");
    ToolCall call = new ToolCall("call_1", "weather", "{\"city\":\"Oslo\"}", "c2lnbmF0dXJl");
    return ask("and tomorrow?")
        .withMessages(
            List.of(
                new Message.Instructions(List.of(new Part.Text("Be brief.")), false),
                new Message.User(List.of(new Part.Text("Weather?")), "ann"),
                new Message.Assistant(
                    List.of(),
                    List.of(call),
                    null,
                    List.of(
                        new Reasoning.Text("I look it up", "c2ln", Reasoning.Maker.UNTOLD),
                        new Reasoning.Encrypted("ZW5jcnlwdGVk", null, Reasoning.Maker.UNTOLD))),
                new Message.ToolResult("call_1", List.of(new Part.Text("rain")))))
        .withTooling(
            new Tooling(
                List.of(new Tool.Function("weather", "The weather of a city", schema, null)),
                new ToolChoice.Auto(),
                true))
        .withOutput(
            new Output(
                new ResponseFormat.JsonSchema("answer", "the answer", schema, true),
                true,
                false,
                Map.of(),
                null,
                null,
                false,
                null));
  }
}
