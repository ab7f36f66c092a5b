package dev.llmapi.wire.anthropic;

import static dev.llmapi.wire.anthropic.Chats.WEATHER;
import static dev.llmapi.wire.anthropic.Chats.assistant;
import static dev.llmapi.wire.anthropic.Chats.call;
import static dev.llmapi.wire.anthropic.Chats.result;
import static dev.llmapi.wire.anthropic.Chats.tools;
import static dev.llmapi.wire.anthropic.Chats.user;
import static dev.llmapi.wire.anthropic.Chats.written;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmapi.model.ChatRequest;
import dev.llmapi.model.Message;
import dev.llmapi.model.Output;
import dev.llmapi.model.Reasoning;
import dev.llmapi.model.ReasoningEffort;
import dev.llmapi.model.ResponseFormat;
import dev.llmapi.model.Sampling;
import dev.llmapi.model.ToolChoice;
import dev.llmapi.model.Tooling;
import dev.llmapi.model.Trait;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Thinking, structured answers, and what happens where they meet forced tools. */
class AnthropicWireThinkingTest {

  private static final String SCHEMA =
      "{\"type\":\"object\",\"properties\":{\"name\":{\"type\":\"string\"}},\"required\":[\"name\"]}";

  private static final ChatRequest ASK = Chats.of(user("a"));

  @ParameterizedTest(name = "{0}")
  @CsvSource({"MINIMAL,low", "LOW,low", "MEDIUM,medium", "HIGH,high", "XHIGH,xhigh", "MAX,max"})
  void writeRequest_effortOfAdaptiveModel_isSaid(ReasoningEffort effort, String sent) {
    JsonNode body = written(ASK.withOutput(Chats.effort(effort)), Trait.ADAPTIVE_THINKING);
    assertThat(body.at("/thinking/type").asText()).isEqualTo("adaptive");
    assertThat(body.at("/output_config/effort").asText()).isEqualTo(sent);
  }

  @Test
  void writeRequest_noEffort_switchesThinkingOffWherePossible() {
    ChatRequest request = ASK.withOutput(Chats.effort(ReasoningEffort.NONE));
    assertThat(written(request, Trait.ADAPTIVE_THINKING).get("thinking").toString())
        .isEqualTo("{\"type\":\"disabled\"}");
    JsonNode always = written(request, Trait.ADAPTIVE_THINKING, Trait.ALWAYS_THINKS);
    assertThat(always.at("/thinking/type").asText()).isEqualTo("adaptive");
    assertThat(always.at("/output_config/effort").asText()).isEqualTo("low");
  }

  @Test
  void writeRequest_nothingAsked_saysNothing() {
    JsonNode body = written(ASK, Trait.ADAPTIVE_THINKING);
    assertThat(body.has("thinking")).isFalse();
    assertThat(body.has("output_config")).isFalse();
  }

  @ParameterizedTest(name = "{0} of {1}")
  @CsvSource({
    "LOW,8000,1024",
    "MEDIUM,8000,2048",
    "HIGH,20000,4096",
    "MAX,8000,4000",
    "HIGH,1100,1024"
  })
  void writeRequest_effortOfBudgetModel_isBudgetBelowLimit(
      ReasoningEffort effort, int maxTokens, int budget) {
    JsonNode body =
        written(
            ASK.withOutput(Chats.effort(effort)).withSampling(Chats.limit(maxTokens)),
            Trait.THINKING_BUDGET);
    assertThat(body.at("/thinking/type").asText()).isEqualTo("enabled");
    assertThat(body.at("/thinking/budget_tokens").asInt()).isEqualTo(budget);
    assertThat(body.get("max_tokens").asInt()).isEqualTo(maxTokens);
  }

  @ParameterizedTest(name = "{0} of {1}")
  @CsvSource({"3000,8000,3000", "9000,8000,7999", "10,8000,1024"})
  void writeRequest_tokensForThinking_areTheBudget(int asked, int maxTokens, int budget) {
    JsonNode body =
        written(
            ASK.withOutput(Chats.thinkingTokens(asked)).withSampling(Chats.limit(maxTokens)),
            Trait.THINKING_BUDGET);
    assertThat(body.at("/thinking/budget_tokens").asInt()).isEqualTo(budget);
  }

  @Test
  void writeRequest_limitTooSmallForBudget_doesNotThink() {
    ChatRequest request =
        ASK.withOutput(Chats.effort(ReasoningEffort.HIGH)).withSampling(Chats.limit(1024));
    assertThat(written(request, Trait.THINKING_BUDGET).has("thinking")).isFalse();
  }

  @Test
  void writeRequest_effortOfModelThatCannotThink_isLeftOut() {
    assertThat(written(ASK.withOutput(Chats.effort(ReasoningEffort.HIGH))).has("thinking"))
        .isFalse();
  }

  @Test
  void writeRequest_budgetAmidCalls_thinksOnlyWithSignedThoughts() {
    ChatRequest request =
        Chats.of(user("a"), assistant("", call("c1", "f", "{}")), result("c1", "x"))
            .withOutput(Chats.effort(ReasoningEffort.LOW));
    assertThat(written(request, Trait.THINKING_BUDGET).has("thinking")).isFalse();
    Message thoughtful =
        new Message.Assistant(
            List.of(),
            List.of(call("c1", "f", "{}")),
            null,
            List.of(new Reasoning.Text("Hm.", "sig", Reasoning.Maker.ANTHROPIC)));
    ChatRequest replayed = request.withMessages(List.of(user("a"), thoughtful, result("c1", "x")));
    assertThat(written(replayed, Trait.THINKING_BUDGET).has("thinking")).isTrue();
  }

  @Test
  void writeRequest_thinkingModel_takesNoTemperature() {
    Sampling sampling =
        new Sampling(null, 0.3, 0.97, 40, null, null, null, List.of(), 1, false, null);
    JsonNode body =
        written(
            ASK.withOutput(Chats.effort(ReasoningEffort.LOW)).withSampling(sampling),
            Trait.THINKING_BUDGET);
    assertThat(body.has("temperature")).isFalse();
    assertThat(body.has("top_k")).isFalse();
    assertThat(body.get("top_p").asDouble()).isEqualTo(0.97);
  }

  @Test
  void writeRequest_thinkingModel_isNotPrefilled() {
    JsonNode body =
        written(
            Chats.of(user("a"), assistant("b")).withOutput(Chats.effort(ReasoningEffort.LOW)),
            Trait.THINKING_BUDGET,
            Trait.ASSISTANT_PREFILL);
    assertThat(body.at("/messages/2/role").asText()).isEqualTo("user");
  }

  @Test
  void writeRequest_forcedTool_winsOverThinking() {
    ChatRequest request =
        ASK.withOutput(Chats.effort(ReasoningEffort.HIGH))
            .withTooling(tools(new ToolChoice.Required(), WEATHER));
    JsonNode adaptive = written(request, Trait.ADAPTIVE_THINKING);
    assertThat(adaptive.at("/thinking/type").asText()).isEqualTo("disabled");
    assertThat(adaptive.at("/tool_choice/type").asText()).isEqualTo("any");
    assertThat(adaptive.has("output_config")).isFalse();
    assertThat(written(request, Trait.THINKING_BUDGET).has("thinking")).isFalse();
    assertThat(written(request, Trait.ADAPTIVE_THINKING, Trait.ALWAYS_THINKS).has("thinking"))
        .isFalse();
  }

  @Test
  void writeRequest_schemaWithoutNativeWay_forcesAnswerTool() {
    ChatRequest request = ASK.withOutput(Chats.format(Chats.schema(SCHEMA)));
    JsonNode body = written(request);
    assertThat(body.at("/tools/0/name").asText()).isEqualTo("json_tool_call");
    assertThat(body.at("/tools/0/input_schema").toString()).isEqualTo(SCHEMA);
    assertThat(body.get("tool_choice").toString())
        .isEqualTo(
            "{\"type\":\"tool\",\"name\":\"json_tool_call\",\"disable_parallel_tool_use\":true}");
  }

  @Test
  void writeRequest_schemaBesideTools_letsTheModelChoose() {
    ChatRequest request =
        ASK.withOutput(Chats.format(Chats.schema(SCHEMA)))
            .withTooling(tools(new ToolChoice.Auto(), WEATHER));
    JsonNode body = written(request);
    assertThat(body.get("tools")).hasSize(2);
    assertThat(body.get("tool_choice").toString()).isEqualTo("{\"type\":\"any\"}");
  }

  @Test
  void writeRequest_schemaBesideForcedTool_hasNoAnswerTool() {
    ChatRequest request =
        ASK.withOutput(Chats.format(Chats.schema(SCHEMA)))
            .withTooling(tools(new ToolChoice.Named("get_weather"), WEATHER));
    assertThat(written(request).get("tools")).hasSize(1);
  }

  @Test
  void writeRequest_schemaBesideForbiddenTools_forcesAnswerTool() {
    ChatRequest request =
        ASK.withOutput(Chats.format(Chats.schema(SCHEMA)))
            .withTooling(new Tooling(List.of(WEATHER), new ToolChoice.None(), true));
    assertThat(written(request).at("/tool_choice/name").asText()).isEqualTo("json_tool_call");
  }

  @Test
  void writeRequest_schemaAndEffort_standTogether() {
    ResponseFormat.JsonSchema schema = Chats.schema(SCHEMA);
    JsonNode config =
        written(
                ASK.withOutput(
                    new Output(
                        schema, true, false, Map.of(), ReasoningEffort.LOW, null, true, null)),
                Trait.NATIVE_JSON_SCHEMA,
                Trait.ADAPTIVE_THINKING)
            .get("output_config");
    assertThat(config.get("effort").asText()).isEqualTo("low");
    assertThat(config.at("/format/schema/additionalProperties").asBoolean(true)).isFalse();
  }

  @Test
  void writeRequest_nestedSchema_isClosedThroughout() {
    String nested =
        """
        {"$schema":"https://json-schema.org/draft/2020-12/schema","type":"object","properties":{
         "minimum":{"oneOf":[{"type":"string","format":"phone"},{"$ref":"#/$defs/leaf"}]},
         "list":{"type":"array","minItems":1,"items":{"type":"object","properties":{}}}},
         "$defs":{"leaf":{"type":"number","multipleOf":0.10,"description":"A leaf."}}}\
        """;
    JsonNode schema =
        written(ASK.withOutput(Chats.format(Chats.schema(nested))), Trait.NATIVE_JSON_SCHEMA)
            .at("/output_config/format/schema");
    assertThat(schema.has("$schema")).isFalse();
    assertThat(schema.at("/properties/minimum/anyOf/0").toString())
        .isEqualTo("{\"type\":\"string\",\"description\":\"{format: \\\"phone\\\"}\"}");
    assertThat(schema.at("/properties/list/minItems").asInt()).isEqualTo(1);
    assertThat(schema.at("/properties/list/items/additionalProperties").isBoolean()).isTrue();
    assertThat(schema.at("/$defs/leaf/description").asText())
        .isEqualTo("A leaf.\n\n{multipleOf: 0.10}");
  }
}
