package dev.llmapi.wire.anthropic;

import static dev.llmapi.wire.anthropic.Chats.TIME;
import static dev.llmapi.wire.anthropic.Chats.WEATHER;
import static dev.llmapi.wire.anthropic.Chats.assistant;
import static dev.llmapi.wire.anthropic.Chats.call;
import static dev.llmapi.wire.anthropic.Chats.png;
import static dev.llmapi.wire.anthropic.Chats.result;
import static dev.llmapi.wire.anthropic.Chats.system;
import static dev.llmapi.wire.anthropic.Chats.tools;
import static dev.llmapi.wire.anthropic.Chats.user;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmapi.model.ChatRequest;
import dev.llmapi.model.ImageSource;
import dev.llmapi.model.Part;
import dev.llmapi.model.ReasoningEffort;
import dev.llmapi.model.ResponseFormat;
import dev.llmapi.model.Sampling;
import dev.llmapi.model.Slice;
import dev.llmapi.model.ToolChoice;
import dev.llmapi.model.Tooling;
import dev.llmapi.model.Trait;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The golden requests, from the hub's form to Anthropic's. */
class AnthropicWireGoldenRequestTest {

  private static final String PARIS = "What is the weather in Paris?";

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void writeRequest_golden_isWritten(String name, ChatRequest request) {
    JsonNode golden = GoldenFiles.tree("requests/openai/" + name + ".anthropic.json");
    List<Trait> traits = new ArrayList<>();
    golden.path("target").path("traits").forEach(t -> traits.add(Trait.valueOf(t.asText())));
    assertThat(Chats.written(request, traits.toArray(Trait[]::new))).isEqualTo(golden.path("body"));
  }

  static Stream<Arguments> cases() {
    return Stream.of(
            Map.of(
                "basic", Chats.of(user("Say hello.")),
                "system", Chats.of(system("Answer in French."), user("Say hello.")),
                "multi-system", multiSystem(),
                "full", full(),
                "stop", Chats.of(user("Count to ten.")).withSampling(Chats.stop(64, "5", " ")),
                "stream-basic", Chats.streamed(Chats.of(user("Say hello."))),
                "reasoning", reasoning(),
                "json-schema", jsonSchema(),
                "json-object", jsonObject()),
            Map.of(
                "tools", paris(tools(new ToolChoice.Required(), WEATHER, TIME)),
                "tool-result", toolResult(),
                "stream-tools", Chats.streamed(paris(tools(new ToolChoice.Auto(), WEATHER))),
                "named-tool",
                    paris(
                        new Tooling(
                            List.of(WEATHER, TIME), new ToolChoice.Named("get_weather"), false)),
                "image", image(),
                "tool-image-result", toolImageResult(),
                "assistant-last",
                    Chats.of(
                        assistant("Hello, I am here to help."),
                        user("Write a poem."),
                        assistant("Roses are ")),
                "document", document()))
        .flatMap(cases -> cases.entrySet().stream())
        .map(row -> Arguments.of(row.getKey(), row.getValue()));
  }

  private static ChatRequest paris(Tooling tooling) {
    return Chats.of(user(PARIS)).withTooling(tooling);
  }

  private static ChatRequest multiSystem() {
    return Chats.of(
        system("Answer in French."),
        user("Say hello."),
        assistant("Bonjour."),
        system("Be brief.", "Be polite."),
        user("Say goodbye."));
  }

  private static ChatRequest full() {
    Sampling sampling =
        new Sampling(256, 0.7, 0.9, null, 0.1, 0.2, 7L, List.of("\n\n", "END"), 1, false, null);
    ChatRequest request =
        Chats.of(
                system("Be brief."),
                user("Name a colour."),
                assistant("Red."),
                user("Another one."))
            .withSampling(sampling)
            .withTooling(new Tooling(List.of(WEATHER), new ToolChoice.Auto(), false));
    return Chats.from(request, "user-42", "default");
  }

  private static ChatRequest reasoning() {
    return Chats.of(user("How many primes are below 100?"))
        .withSampling(Chats.limit(8000))
        .withOutput(Chats.effort(ReasoningEffort.HIGH));
  }

  private static ChatRequest jsonSchema() {
    return Chats.of(user("Invent a person."))
        .withOutput(
            Chats.format(
                Chats.schema(
                    """
                    {"type": "object", "properties": {"name": {"type": "string"},
                     "age": {"type": "integer", "minimum": 0}},
                     "required": ["name", "age"], "additionalProperties": false}\
                    """)));
  }

  private static ChatRequest jsonObject() {
    return Chats.of(system("Be brief."), user("Invent a person, as JSON."))
        .withOutput(Chats.format(new ResponseFormat.JsonObject()));
  }

  private static ChatRequest toolResult() {
    return Chats.of(
            user("What is the weather in Paris, and what time is it?"),
            assistant(
                "",
                call("call_1", "get_weather", "{\"city\":\"Paris\"}"),
                call("call_2", "get_time", "")),
            result("call_2", "12:30"),
            result("call_1", "Sunny, 21 degrees"),
            user("Answer in one sentence."))
        .withTooling(tools(new ToolChoice.Auto(), WEATHER, TIME));
  }

  private static ChatRequest image() {
    return Chats.of(
        user(
            new Part.Text("What is in these images?"),
            png(),
            new Part.Image(
                new ImageSource.Remote("https://example.com/cat.jpg"), Part.Detail.AUTO)));
  }

  private static ChatRequest toolImageResult() {
    return Chats.of(
            user("Take a picture and describe it."),
            assistant("I take one.", call("call_1", "get_time", "{}")),
            result("call_1", new Part.Text("The picture:"), png()))
        .withTooling(tools(new ToolChoice.Auto(), TIME));
  }

  private static ChatRequest document() {
    return Chats.of(
        user(
            new Part.File(
                "empty.pdf",
                null,
                Slice.utf8("data:application/pdf;base64,JVBERi0xLjQKJSVFT0YK"))));
  }
}
