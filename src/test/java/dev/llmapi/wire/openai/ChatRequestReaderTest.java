package dev.llmapi.wire.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmapi.model.ChatRequest;
import dev.llmapi.model.ImageSource;
import dev.llmapi.model.Members;
import dev.llmapi.model.Message;
import dev.llmapi.model.Output;
import dev.llmapi.model.Part;
import dev.llmapi.model.RawJson;
import dev.llmapi.model.Reasoning;
import dev.llmapi.model.ReasoningEffort;
import dev.llmapi.model.ResponseFormat;
import dev.llmapi.model.Sampling;
import dev.llmapi.model.Slice;
import dev.llmapi.model.Tool;
import dev.llmapi.model.ToolCall;
import dev.llmapi.model.ToolChoice;
import dev.llmapi.model.Tooling;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChatRequestReaderTest {

  private final ChatRequest full = Requests.read(Requests.FULL);

  @Test
  void read_full_hasItsTopMembers() {
    assertThat(full.model()).isEqualTo("openai/gpt-6-sol");
    assertThat(full.stream()).isTrue();
    assertThat(full.includeUsage()).isTrue();
    assertThat(full.user()).isEqualTo("s");
    assertThat(full.serviceTier()).isEqualTo("flex");
    assertThat(full.sampling())
        .isEqualTo(
            new Sampling(
                6, 0.5, 1.0, 40, -2.0, 2.0, Long.MIN_VALUE, List.of("a", "b"), 2, true, 20));
  }

  @Test
  void read_full_hasItsTools() {
    assertThat(full.tooling())
        .isEqualTo(
            new Tooling(
                List.of(
                    new Tool.Function("f", "d", RawJson.of("{\"type\": \"object\"}"), true),
                    new Tool.Custom("sql"),
                    new Tool.Function("g", null, null, null)),
                new ToolChoice.Allowed(true, List.of("f")),
                false));
  }

  @Test
  void read_full_hasItsOutput() {
    assertThat(full.output())
        .isEqualTo(
            new Output(
                new ResponseFormat.JsonSchema(
                    "s", null, RawJson.of("{\"type\": \"object\"}"), null),
                true,
                true,
                Map.of("aspect_ratio", RawJson.of("\"16:9\""), "n", RawJson.of("1")),
                ReasoningEffort.HIGH,
                1024,
                true,
                "low"));
  }

  @Test
  void read_full_hasItsMessages() {
    List<Message> messages = full.messages();

    assertThat(messages).hasSize(8);
    assertThat(messages.subList(0, 2))
        .containsExactly(
            new Message.Instructions(List.of(new Part.Text("Be brief.")), false),
            new Message.Instructions(List.of(new Part.Text("Be kind.")), true));
    assertThat(messages.subList(4, 6))
        .containsExactly(
            new Message.ToolResult("call_1", List.of(new Part.Text("42"))),
            new Message.ToolResult("call_2", List.of(new Part.Text("1"))));
    assertThat(messages.get(7))
        .isEqualTo(new Message.ToolResult("call_g", List.of(new Part.Text("ok"))));
  }

  @Test
  void read_contentParts_areOfEveryKind() {
    assertThat(full.messages().get(2))
        .isEqualTo(
            new Message.User(
                List.of(
                    new Part.Text("What is this?"),
                    new Part.Image(
                        new ImageSource.DataUrl(Slice.utf8("data:image\\/png;base64,iVBORw0KGgo=")),
                        Part.Detail.LOW),
                    new Part.Image(
                        new ImageSource.Remote("https://example.com/a.png"), Part.Detail.AUTO),
                    new Part.Audio(Slice.utf8("UklGRg=="), "wav"),
                    new Part.File(
                        "a.pdf", null, Slice.utf8("data:application/pdf;base64,JVBERi0=")),
                    new Part.File(null, "file-1", null)),
                "ann"));
  }

  @Test
  void read_assistant_hasCallsReasoningRefusalAndImages() {
    assertThat(full.messages().get(3))
        .isEqualTo(
            new Message.Assistant(
                List.of(),
                List.of(
                    new ToolCall("call_1", "f", "{\"a\": 1}", "sig"),
                    new ToolCall("call_2", "sql", "select 1", null)),
                null,
                List.of(
                    new Reasoning.Text("hm", "s", Reasoning.Maker.UNTOLD),
                    new Reasoning.Encrypted("x", null, Reasoning.Maker.UNTOLD))));
    assertThat(full.messages().get(6).content())
        .containsExactly(
            new Part.Text("It is 42."),
            new Part.Refusal("No."),
            new Part.Image(
                new ImageSource.DataUrl(Slice.utf8("data:image/png;base64,AAAA")),
                Part.Detail.AUTO));
  }

  @Test
  void read_unknownMembers_rideAlong() {
    assertThat(full.members().findValue("later")).contains(RawJson.of("[1, {\"é\": \"ü\"}]"));
    assertThat(full.members().findValue("moderation")).contains(RawJson.of("null"));
    assertThat(full.members().findValue("logit_bias")).contains(RawJson.of("{\"50256\": -100}"));
  }

  @Test
  void read_dataUrl_isNotCopied() {
    Slice body = Slice.utf8(Requests.FULL);

    Part image = ChatRequestReader.read(body).messages().get(2).content().get(1);

    assertThat(image)
        .isInstanceOfSatisfying(
            Part.Image.class,
            part ->
                assertThat(part.source())
                    .isInstanceOfSatisfying(
                        ImageSource.DataUrl.class,
                        url -> assertThat(url.characters().array()).isSameAs(body.array())));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"\"",
        "\"a\"",
        "\"a\\\"\"",
        "\"\\\\\"",
        "\"\\\\\\\"}\"",
        "\"\u00e9, \"",
        "\"\\u0022\""
      })
  void read_unknownString_isKeptAsItStands(String value) {
    Slice body =
        Slice.utf8(
            "{\"zzz\": %s ,\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]}"
                .formatted(value));

    assertThat(ChatRequestReader.read(body).members().findValue("zzz"))
        .hasValueSatisfying(found -> assertThat(found.text().text()).isEqualTo(value));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "temperature",
        "top_p",
        "top_k",
        "presence_penalty",
        "frequency_penalty",
        "seed",
        "stop",
        "n",
        "logprobs",
        "top_logprobs",
        "max_tokens",
        "max_completion_tokens",
        "tools",
        "functions",
        "tool_choice",
        "function_call",
        "parallel_tool_calls",
        "response_format",
        "modalities",
        "image_config",
        "audio",
        "reasoning_effort",
        "reasoning",
        "include_reasoning",
        "verbosity",
        "stream",
        "stream_options",
        "user",
        "safety_identifier",
        "service_tier",
        "store",
        "metadata",
        "prediction",
        "web_search_options",
        "moderation",
        "logit_bias",
        "prompt_cache_key",
        "prompt_cache_options",
        "prompt_cache_retention",
        "anything"
      })
  void read_null_isNotGiven(String member) {
    ChatRequest request = Requests.with("\"" + member + "\": null");

    assertThat(request.sampling()).isEqualTo(Sampling.DEFAULT);
    assertThat(request.tooling()).isEqualTo(Tooling.NONE);
    assertThat(request.output()).isEqualTo(Output.DEFAULT);
    assertThat(request.stream() || request.includeUsage()).isFalse();
    assertThat(request.user()).isNull();
    assertThat(request.serviceTier()).isNull();
    assertThat(request.members().findValue(member)).contains(RawJson.of("null"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          "a\\"b:" : 1          | a"b:
          "x\\\\" :\t1          | x\\
          "\\u006eame":1        | name
          ":"   : 1             | :
          "\\"":1               | "
          "\\\\\\"\\\\": 1      | \\"\\
          "\\\\\\\\":1          | \\\\
          "":1                  |
          "é🙂"\t:\t1           | é🙂
          """)
  void read_nameWithEscapes_isFoundWhereItBegins(String member, String name) {
    String json = Requests.json(member.strip());

    ChatRequest request = Requests.read(json);

    Members.Member found = request.members().list().getLast();
    assertThat(found.name()).isEqualTo(name == null ? "" : name);
    byte[] body = request.members().body().array();
    assertThat(new Slice(body, found.from(), found.valueTo()).text()).isEqualTo(member.strip());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"effort":"low"} | LOW
          {"enabled":true} | MEDIUM
          {"enabled":false} | NONE
          {"enabled":true,"effort":"high"} | HIGH
          {"effort":"high","enabled":false} | HIGH
          {"enabled":true,"max_tokens":9} |
          {"max_tokens":9} |
          {} |
          """)
  void read_openRoutersReasoning_isAnEffort(String reasoning, ReasoningEffort expected) {
    assertThat(Requests.with("\"reasoning\":" + reasoning).output().reasoningEffort())
        .isEqualTo(expected);
  }

  @Test
  void read_includeReasoningFalse_excludesIt() {
    assertThat(Requests.with("\"include_reasoning\":false").output().reasoningExcluded()).isTrue();
    assertThat(Requests.with("\"include_reasoning\":true").output().reasoningExcluded()).isFalse();
  }

  @Test
  void read_emptyModalities_areText() {
    assertThat(Requests.with("\"modalities\":[]").output()).isEqualTo(Output.DEFAULT);
    assertThat(Requests.with("\"modalities\":[\"image\"]").output().text()).isFalse();
  }

  @Test
  void read_toldTwiceInsideAMessage_theLastHolds() {
    assertThat(Requests.ask("{\"role\":\"user\",\"content\":\"a\",\"content\":\"b\"}").messages())
        .containsExactly(new Message.User(List.of(new Part.Text("b")), null));
  }

  @Test
  void read_byteOrderMarkAndSpace_arePassedOver() {
    ChatRequest request = Requests.read("\uFEFF\r\n " + Requests.json("\"n\":1") + "\n\t ");

    assertThat(request.members().body().text()).isEqualTo(Requests.json("\"n\":1"));
    assertThat(request.members().findValue("n")).contains(RawJson.of("1"));
  }

  @Test
  void read_halfASurrogatePair_staysInTheText() {
    assertThat(Requests.ask("{\"role\":\"user\",\"content\":\"\\ud83d\"}").messages())
        .containsExactly(new Message.User(List.of(new Part.Text("\ud83d")), null));
  }

  @Test
  void read_bodyInsideALargerArray_isReadWhereItStands() {
    String json = Requests.json("\"later\" : 5");
    Slice around = Slice.utf8("xxx" + json + "yyy");

    ChatRequest request = ChatRequestReader.read(new Slice(around.array(), 3, around.length() - 3));

    assertThat(request.members().findValue("later")).contains(RawJson.of("5"));
    assertThat(request.members().body().text()).isEqualTo(json);
  }
}
