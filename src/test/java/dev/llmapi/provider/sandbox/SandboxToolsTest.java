package dev.llmapi.provider.sandbox;

import static dev.llmapi.provider.sandbox.TestSandbox.chat;
import static dev.llmapi.provider.sandbox.TestSandbox.parse;
import static dev.llmapi.provider.sandbox.TestSandbox.with;
import static dev.llmapi.provider.sandbox.schema.Validation.assertFits;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.llmapi.provider.sandbox.schema.RandomSchemas;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SandboxToolsTest {
  private static final String TOOLS =
      Stream.of(
              tool("get_weather", "Get current weather for a city", "location"),
              tool("get_stock_price", "Look up the price of a stock", "ticker"),
              tool("calculate", "Evaluate a math expression", "expression"),
              tool("send_email", "Send an email", "to", "subject", "body"))
          .collect(Collectors.joining(",", "[", "]"));

  private final TestSandbox sandbox = new TestSandbox();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "What is the weather in Paris? | get_weather {\"location\":\"Paris\"}",
        "Do I need an umbrella in Oslo? | get_weather {\"location\":\"Oslo\"}",
        "Wie ist das Wetter in Berlin? | get_weather {\"location\":\"Berlin\"}",
        "Quel temps fait-il à Lyon ? | get_weather {\"location\":\"Lyon\"}",
        "¿Qué tiempo hace en Madrid? | get_weather {\"location\":\"Madrid\"}",
        "パリの天気は？ | get_weather {\"location\":\"パリ\"}",
        "Price of AAPL? | get_stock_price {\"ticker\":\"AAPL\"}",
        "What is 12*7? | calculate {\"expression\":\"12*7\"}",
        "Hello, who are you? | ``",
        "Tell me a joke | ``",
        "Weather in Paris and London? | get_weather {\"location\":\"Paris\"}"
            + " get_weather {\"location\":\"London\"}",
        "Send an email to bob@example.com with subject 'Hi' saying 'See you'"
            + " | send_email {\"to\":\"bob@example.com\",\"subject\":\"Hi\",\"body\":\"See you\"}"
      })
  void answer_toolChoiceAuto_callsWhatThePromptAsksFor(String prompt, String expected) {
    assertThat(calls(with(chat(prompt), "tools", TOOLS))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "tool_choice | \"none\" | ``",
        "tool_choice | {\"type\": \"function\", \"function\": {\"name\": \"get_stock_price\"}}"
            + " | get_stock_price {\"ticker\":\"Paris\"} get_stock_price {\"ticker\":\"London\"}",
        "tool_choice | {\"type\": \"allowed_tools\", \"allowed_tools\": {\"mode\": \"auto\","
            + " \"tools\": [{\"type\": \"function\", \"function\": {\"name\": \"calculate\"}}]}} | ``",
        "parallel_tool_calls | false | get_weather {\"location\":\"Paris\"}"
      })
  void answer_choiceOfTheCaller_isObeyed(String name, String json, String expected) {
    var request = with(chat("Weather in Paris and London?"), "tools", TOOLS);
    assertThat(calls(with(request, name, json))).isEqualTo(expected);
  }

  @Test
  void answer_required_alwaysCalls() {
    var request = with(with(chat("Hello"), "tools", TOOLS), "tool_choice", "\"required\"");
    var answer = sandbox.ask(request);
    assertThat(answer.at("/choices/0/finish_reason").asText()).isEqualTo("tool_calls");
    assertThat(answer.at("/choices/0/message/content").isNull()).isTrue();
    assertThat(answer.at("/choices/0/message/tool_calls")).hasSize(1);
  }

  @Test
  void answer_customTool_getsThePrompt() {
    var tools = "[{\"type\": \"custom\", \"custom\": {\"name\": \"note\"}}]";
    var request = with(with(chat("Buy milk"), "tools", tools), "tool_choice", "\"required\"");
    var call = sandbox.message(request).at("/tool_calls/0");
    assertThat(call.at("/custom/input").asText()).isEqualTo("Buy milk");
    assertThat(call.path("type").asText()).isEqualTo("custom");
  }

  @Test
  void answer_resultOfATool_isUsed() {
    assertThat(sandbox.message(withResult()).path("content").asText())
        .contains("get_weather", "{\"temperature\": 18}");
  }

  @Test
  void answer_resultOfAToolWithSchema_isUsed() {
    var format =
        """
        {"type": "json_schema", "json_schema": {"name": "x", "schema": {"type": "object",
          "properties": {"temperature": {"type": "integer"}}, "required": ["temperature"]}}}
        """;
    assertThat(sandbox.message(with(withResult(), "response_format", format)).path("content"))
        .hasToString("\"{\\\"temperature\\\":18}\"");
  }

  static LongStream seeds() {
    return LongStream.rangeClosed(1, Long.getLong("seeds", 30));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void answer_anyParameters_fitTheirSchema(long seed) {
    var schema = RandomSchemas.ofSeed(seed);
    var request =
        with(
            with(
                chat("Anna has 3 tags in Rome"),
                "tools",
                "[{\"type\": \"function\", \"function\": {\"name\": \"f\", \"parameters\": "
                    + schema
                    + "}}]"),
            "tool_choice",
            "\"required\"");
    var whole = sandbox.message(request);
    assertFits(schema, arguments(whole));
    assertThat(arguments(Streams.message(sandbox.events(request), 0))).isEqualTo(arguments(whole));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void answer_jsonSchema_isObeyed(long seed) {
    var schema = RandomSchemas.ofSeed(seed);
    var request =
        with(
            chat("Anna has 3 tags"),
            "response_format",
            "{\"type\": \"json_schema\", \"json_schema\": {\"name\": \"x\", \"schema\": "
                + schema
                + "}}");
    var whole = sandbox.message(request).path("content").asText();
    assertFits(schema, parse(whole));
    assertThat(Streams.message(sandbox.events(request), 0).path("content").asText())
        .isEqualTo(whole);
  }

  private static JsonNode arguments(JsonNode message) {
    return parse(message.at("/tool_calls/0/function/arguments").asText());
  }

  private static ObjectNode withResult() {
    var request = with(chat("What is the weather in Paris?"), "tools", TOOLS);
    var messages = request.withArray("messages");
    messages.add(
        parse(
            """
            {"role": "assistant", "tool_calls": [{"id": "call_1", "type": "function",
              "function": {"name": "get_weather", "arguments": "{}"}}]}
            """));
    messages.add(
        parse(
            """
            {"role": "tool", "tool_call_id": "call_1", "content": "{\\"temperature\\": 18}"}
            """));
    return request;
  }

  private String calls(ObjectNode request) {
    return sandbox
        .message(request)
        .path("tool_calls")
        .valueStream()
        .map(call ->
            call.at("/function/name").asText() + " " + call.at("/function/arguments").asText())
        .collect(Collectors.joining(" "));
  }

  private static String tool(String name, String description, String... parameters) {
    var properties =
        Stream.of(parameters)
            .map(parameter -> "\"%s\": {\"type\": \"string\"}".formatted(parameter))
            .collect(Collectors.joining(","));
    var required = List.of(parameters).stream().map(p -> "\"" + p + "\"").toList();
    return """
    {"type": "function", "function": {"name": "%s", "description": "%s",
      "parameters": {"type": "object", "properties": {%s}, "required": %s}}}
    """
        .formatted(name, description, properties, required);
  }
}
