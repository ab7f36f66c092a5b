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
import static dev.llmapi.wire.anthropic.Chats.written;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmapi.model.Body;
import dev.llmapi.model.ChatRequest;
import dev.llmapi.model.FailureException;
import dev.llmapi.model.FailureKind;
import dev.llmapi.model.ImageSource;
import dev.llmapi.model.Message;
import dev.llmapi.model.Part;
import dev.llmapi.model.RawJson;
import dev.llmapi.model.Reasoning;
import dev.llmapi.model.Slice;
import dev.llmapi.model.Tool;
import dev.llmapi.model.ToolChoice;
import dev.llmapi.model.Tooling;
import dev.llmapi.model.Trait;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages, tools and the small members; what the goldens do not show. */
class AnthropicWireRequestTest {

  @Test
  void writeRequest_instructionsOnly_becomeUserTurn() {
    JsonNode body = written(Chats.of(system("Say hello.")));
    assertThat(body.has("system")).isFalse();
    assertThat(body.at("/messages/0/role").asText()).isEqualTo("user");
    assertThat(body.at("/messages/0/content/0/text").asText()).isEqualTo("Say hello.");
  }

  @Test
  void writeRequest_blankTexts_areDropped() {
    JsonNode body = written(Chats.of(system(" "), user("a"), assistant("\n"), user("b")));
    assertThat(body.has("system")).isFalse();
    assertThat(body.get("messages")).hasSize(1);
    assertThat(body.at("/messages/0/content")).hasSize(2);
  }

  @Test
  void writeRequest_noContentAtAll_isRefused() {
    assertRefused(Chats.of(user(" ")), "messages");
  }

  @Test
  void writeRequest_sameRoleTurns_areMerged() {
    JsonNode body =
        written(Chats.of(user("a"), user("b"), assistant("c"), assistant("d"), user("e")));
    assertThat(body.get("messages")).hasSize(3);
    assertThat(body.at("/messages/1/content")).hasSize(2);
  }

  @Test
  void writeRequest_assistantLastWithPrefill_isLeftAndTrimmed() {
    JsonNode body = written(Chats.of(user("a"), assistant("Roses are ")), Trait.ASSISTANT_PREFILL);
    assertThat(body.get("messages")).hasSize(2);
    assertThat(body.at("/messages/1/content/0/text").asText()).isEqualTo("Roses are");
  }

  @Test
  void writeRequest_missingResult_isRefused() {
    ChatRequest request =
        Chats.of(
            user("a"),
            assistant("", call("c1", "get_time", "{}"), call("c2", "get_time", "{}")),
            result("c1", "12:30"),
            user("b"));
    assertRefused(request, "messages[1].tool_calls[1]");
  }

  @Test
  void writeRequest_orphanResult_isRefused() {
    assertRefused(Chats.of(user("a"), result("c1", "x")), "messages[1].tool_call_id");
  }

  @Test
  void writeRequest_secondResultOfOneCall_isRefused() {
    ChatRequest request =
        Chats.of(
            user("a"),
            assistant("", call("c1", "get_time", "{}")),
            result("c1", "x"),
            result("c1", "y"));
    assertRefused(request, "messages[3].tool_call_id");
  }

  @Test
  void writeRequest_resultAfterUserText_standsFirst() {
    JsonNode body =
        written(
            Chats.of(
                user("a"),
                assistant("", call("c1", "get_time", "{}")),
                user("b"),
                result("c1", "12:30")));
    assertThat(body.at("/messages/2/content/0/type").asText()).isEqualTo("tool_result");
    assertThat(body.at("/messages/2/content/1/text").asText()).isEqualTo("b");
  }

  @Test
  void writeRequest_emptyResult_hasNoContent() {
    JsonNode body =
        written(Chats.of(user("a"), assistant("", call("c1", "f", "{}")), result("c1", "")));
    assertThat(body.at("/messages/2/content/0").has("content")).isFalse();
  }

  @Test
  void writeRequest_idsThatAnthropicRefuses_areReplacedOneToOne() {
    JsonNode body =
        written(
            Chats.of(
                user("a"),
                assistant("", call("f:1", "f", "{}"), call("f.1", "f", "{}"), call("", "f", "{}")),
                result("f.1", "second"),
                result("f:1", "first"),
                result("", "third")));
    assertThat(body.at("/messages/1/content").findValuesAsText("id"))
        .containsExactly("f_1", "f_1_2", "call");
    assertThat(body.at("/messages/2/content").findValuesAsText("tool_use_id"))
        .containsExactly("f_1", "f_1_2", "call");
    assertThat(body.at("/messages/2/content").findValuesAsText("text"))
        .containsExactly("first", "second", "third");
  }

  @Test
  void writeRequest_idUsedInTwoTurns_becomesTwo() {
    JsonNode body =
        written(
            Chats.of(
                user("a"),
                assistant("", call("call_0", "f", "{}")),
                result("call_0", "x"),
                assistant("", call("call_0", "f", "{}")),
                result("call_0", "y")));
    assertThat(body.at("/messages/2/content/0/tool_use_id").asText()).isEqualTo("call_0");
    assertThat(body.at("/messages/4/content/0/tool_use_id").asText()).isEqualTo("call_0_2");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"{\"a\":", "[1]", "\"a\"", "{} {}", "{a:1}"})
  void writeRequest_argumentsThatAreNoObject_areRefused(String arguments) {
    ChatRequest request =
        Chats.of(
            user("a"),
            assistant("", call("c0", "f", "{}"), call("c1", "f", arguments)),
            result("c0", "x"),
            result("c1", "x"));
    assertRefused(request, "messages[1].tool_calls[1].function.arguments");
  }

  @Test
  void writeRequest_arguments_keepTheirDigits() {
    ChatRequest request =
        Chats.of(
            user("a"),
            assistant("", call("c1", "f", "{\"n\": 12345678901234567890.10}")),
            result("c1", "x"));
    byte[] body = new AnthropicWire().writeRequest(request, Chats.target()).joined();
    assertThat(Slice.of(body).text()).contains("12345678901234567890.10");
  }

  @Test
  void writeRequest_reasoning_standsFirstAndUnsignedIsDropped() {
    Message said =
        new Message.Assistant(
            List.of(new Part.Text("25.")),
            List.of(),
            null,
            List.of(
                new Reasoning.Text("secret", null, Reasoning.Maker.ANTHROPIC),
                new Reasoning.Text("Primes…", "sig", Reasoning.Maker.ANTHROPIC),
                new Reasoning.Encrypted("blob", null, Reasoning.Maker.ANTHROPIC)));
    JsonNode content = written(Chats.of(user("a"), said, user("b"))).at("/messages/1/content");
    assertThat(content.findValuesAsText("type"))
        .containsExactly("thinking", "redacted_thinking", "text");
    assertThat(content.at("/0/signature").asText()).isEqualTo("sig");
    assertThat(content.at("/1/data").asText()).isEqualTo("blob");
  }

  @Test
  void writeRequest_assistantWithThoughtsOnly_isDropped() {
    Message said =
        new Message.Assistant(
            List.of(),
            List.of(),
            null,
            List.of(new Reasoning.Text("Primes…", "sig", Reasoning.Maker.ANTHROPIC)));
    assertThat(written(Chats.of(user("a"), said, user("b"))).get("messages")).hasSize(1);
  }

  @Test
  void writeRequest_refusalOfAssistant_isText() {
    Message said = new Message.Assistant(List.of(), List.of(), "I will not.", List.of());
    assertThat(
            written(Chats.of(user("a"), said, user("b"))).at("/messages/1/content/0/text").asText())
        .isEqualTo("I will not.");
  }

  @Test
  void writeRequest_imageOfAssistant_goesToNextUserTurn() {
    Message said =
        new Message.Assistant(List.of(new Part.Text("Here."), png()), List.of(), null, List.of());
    JsonNode body = written(Chats.of(user("Draw."), said, user("Bigger.")));
    assertThat(body.at("/messages/1/content")).hasSize(1);
    assertThat(body.at("/messages/2/content").findValuesAsText("type"))
        .containsExactly("image", "base64", "text");
  }

  @Test
  void writeRequest_largeImage_isNotCopied() {
    Slice base64 =
        Slice.of("A".repeat(100_000).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    Part image = new Part.Image(new ImageSource.Inline("image/png", base64), Part.Detail.AUTO);
    Body body = new AnthropicWire().writeRequest(Chats.of(user(image)), Chats.target());
    assertThat(body.slices())
        .anySatisfy(slice -> assertThat(slice.array()).isSameAs(base64.array()));
  }

  @Test
  void writeRequest_audio_isRefused() {
    Part audio = new Part.Audio(Slice.utf8("AAAA"), "wav");
    assertRefused(Chats.of(user(new Part.Text("a"), audio)), "messages[0].content[1]");
  }

  @Test
  void writeRequest_textFile_isDecoded() {
    Part file =
        new Part.File("a.txt", null, Slice.utf8("data:text/plain;charset=utf-8;base64,aGk="));
    JsonNode source = written(Chats.of(user(file))).at("/messages/0/content/0/source");
    assertThat(source.get("type").asText()).isEqualTo("text");
    assertThat(source.get("data").asText()).isEqualTo("hi");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {"", "plain", "data:application/zip;base64,AAAA", "data:text/plain;base64,%%%"})
  void writeRequest_unreadableFile_isRefused(String data) {
    Part file = new Part.File("a", null, Slice.utf8(data));
    assertRefused(Chats.of(user(file)), "messages[0].content[0].file.file_data");
  }

  @Test
  void writeRequest_schemaWithoutType_getsOne() {
    Tool tool = new Tool.Function("f", null, RawJson.of("{\"properties\": {\"type\": {}}}"), null);
    Tool empty = new Tool.Function("g", null, RawJson.of(" { } "), null);
    JsonNode body =
        written(Chats.of(user("a")).withTooling(tools(new ToolChoice.Auto(), tool, empty)));
    assertThat(body.at("/tools/0/input_schema").toString())
        .isEqualTo("{\"type\":\"object\",\"properties\":{\"type\":{}}}");
    assertThat(body.at("/tools/1/input_schema/type").asText()).isEqualTo("object");
  }

  @Test
  void writeRequest_schemaThatIsNoObject_isRefused() {
    Tool tool = new Tool.Function("f", null, RawJson.of("[]"), null);
    assertRefused(
        Chats.of(user("a")).withTooling(tools(new ToolChoice.Auto(), tool)),
        "tools[0].function.parameters");
  }

  @Test
  void writeRequest_strictTool_isStrictWhereTheModelKnowsIt() {
    Tool tool =
        new Tool.Function(
            "f",
            null,
            RawJson.of(
                "{\"type\":\"object\",\"properties\":{\"n\":{\"type\":\"array\",\"maxItems\":3}}}"),
            true);
    ChatRequest request = Chats.of(user("a")).withTooling(tools(new ToolChoice.Auto(), tool));
    assertThat(written(request).at("/tools/0").has("strict")).isFalse();
    JsonNode strict = written(request, Trait.NATIVE_JSON_SCHEMA).at("/tools/0");
    assertThat(strict.get("strict").asBoolean()).isTrue();
    assertThat(strict.at("/input_schema/additionalProperties").isBoolean()).isTrue();
    assertThat(strict.at("/input_schema/properties/n").toString())
        .isEqualTo("{\"type\":\"array\",\"description\":\"{maxItems: 3}\"}");
  }

  @Test
  void writeRequest_customTool_isRefused() {
    assertRefused(
        Chats.of(user("a"))
            .withTooling(tools(new ToolChoice.Auto(), WEATHER, new Tool.Custom("x"))),
        "tools[1].type");
  }

  @Test
  void writeRequest_toolOfReservedName_isRefused() {
    Tool tool = new Tool.Function("json_tool_call", null, null, null);
    assertRefused(
        Chats.of(user("a")).withTooling(tools(new ToolChoice.Auto(), tool)),
        "tools[0].function.name");
  }

  @ParameterizedTest(name = "required {0}")
  @CsvSource({"true,any", "false,"})
  void writeRequest_allowedTools_filterTheList(boolean required, String choice) {
    ToolChoice allowed = new ToolChoice.Allowed(required, List.of("get_time"));
    JsonNode body = written(Chats.of(user("a")).withTooling(tools(allowed, WEATHER, TIME)));
    assertThat(body.get("tools").findValuesAsText("name")).containsExactly("get_time");
    assertThat(body.at("/tool_choice/type").asText(null)).isEqualTo(choice);
  }

  @Test
  void writeRequest_allowedToolsThatAreNotThere_areRefused() {
    ToolChoice allowed = new ToolChoice.Allowed(true, List.of("other"));
    assertRefused(Chats.of(user("a")).withTooling(tools(allowed, WEATHER)), "tool_choice");
  }

  @Test
  void writeRequest_noToolMayBeCalled_saysNone() {
    Tooling tooling = new Tooling(List.of(WEATHER), new ToolChoice.None(), false);
    assertThat(written(Chats.of(user("a")).withTooling(tooling)).get("tool_choice").toString())
        .isEqualTo("{\"type\":\"none\"}");
  }

  @Test
  void writeRequest_callsInHistoryWithoutTools_declareThem() {
    JsonNode body =
        written(Chats.of(user("a"), assistant("", call("c1", "f", "{}")), result("c1", "x")));
    assertThat(body.get("tools").findValuesAsText("name")).containsExactly("f");
    assertThat(body.at("/tool_choice/type").asText()).isEqualTo("none");
  }

  @ParameterizedTest(name = "temperature {0}, top_p {1}")
  @CsvSource({"1.7,0.5,1.0,", "0.2,,0.2,", ",0.5,,0.5"})
  void writeRequest_sampling_isClampedAndTemperatureWins(
      Double temperature, Double topP, Double sentTemperature, Double sentTopP) {
    ChatRequest request = Chats.of(user("a")).withSampling(Chats.sampling(null, temperature, topP));
    JsonNode body = written(request);
    assertThat(body.has("temperature")).isEqualTo(sentTemperature != null);
    assertThat(body.has("top_p")).isEqualTo(sentTopP != null);
    if (sentTemperature != null) {
      assertThat(body.get("temperature").asDouble()).isEqualTo(sentTemperature);
    }
  }

  @Test
  void writeRequest_user_isAMetadataMember() {
    JsonNode body = written(Chats.from(Chats.of(user("a")), "user-7", null));
    assertThat(body.at("/metadata/user_id").asText()).isEqualTo("user-7");
    assertThat(written(Chats.from(Chats.of(user("a")), "", null)).has("metadata")).isFalse();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"auto,auto", "default,standard_only", "priority,auto", "flex,"})
  void writeRequest_serviceTier_isTranslated(String asked, String sent) {
    JsonNode body = written(Chats.from(Chats.of(user("a")), null, asked));
    assertThat(body.path("service_tier").asText(null)).isEqualTo(sent);
  }

  static void assertRefused(ChatRequest request, String param) {
    assertThatExceptionOfType(FailureException.class)
        .isThrownBy(() -> new AnthropicWire().writeRequest(request, Chats.target()))
        .satisfies(e -> {
          assertThat(e.failure().kind()).isEqualTo(FailureKind.INVALID_VALUE);
          assertThat(e.failure().param()).isEqualTo(param);
        });
  }
}
