package dev.llmapi.wire.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmapi.model.ChatRequest;
import dev.llmapi.model.Members.Nested;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Members further in that the reader has no place for are remembered, so that they can be told. */
class UnreadMembersTest {

  @Test
  void read_memberInSeveralMessages_isToldOnceWithItsFirstPlace() {
    ChatRequest request =
        Requests.ask(
            """
            {"role":"user","content":"a"},
            {"role":"user","content":[{"type":"text","text":"b"},{"x":1,"type":"text","text":"c"}]},
            {"role":"user","content":[{"type":"text","text":"d","x":2}],"name":"ann"}\
            """);

    assertThat(request.members().nested())
        .containsExactly(
            new Nested("messages.content.x", "messages[1].content[1].x"),
            new Nested("messages.name", "messages[2].name"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "[]", "{}", "\"\"", "[ ]", "{\n}"})
  void read_memberOfNothing_isNotTold(String value) {
    ChatRequest request =
        Requests.ask("{\"role\":\"assistant\",\"content\":\"a\",\"annotations\":" + value + "}");

    assertThat(request.members().nested()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"false", "0", "[0]", "{\"a\":null}", "\" \"", "\"\\\"\""})
  void read_memberOfSomething_isTold(String value) {
    ChatRequest request =
        Requests.ask("{\"role\":\"assistant\",\"content\":\"a\",\"annotations\":" + value + "}");

    assertThat(request.members().nested())
        .containsExactly(new Nested("messages.annotations", "messages[0].annotations"));
  }

  @Test
  void read_moreNamesThanAreTold_areToldByWhatHoldsThem() {
    String members =
        IntStream.range(0, 100).mapToObj(i -> ",\"x" + i + "\":1").collect(Collectors.joining());
    ChatRequest request = Requests.ask("{\"role\":\"user\",\"content\":\"a\"" + members + "}");

    List<Nested> nested = request.members().nested();
    assertThat(nested).hasSize(33);
    assertThat(nested.getFirst()).isEqualTo(new Nested("messages.x0", "messages[0].x0"));
    assertThat(nested.getLast()).isEqualTo(new Nested("messages.*", "messages"));
  }

  @Test
  void read_moreMembersThanAreLookedAt_areToldAsAny() {
    ChatRequest request =
        Requests.ask(
            "{\"role\":\"user\",\"content\":\"a\"" + ",\"x\":1".repeat(60_000) + ",\"y\":1}");

    assertThat(request.members().nested())
        .containsExactly(new Nested("messages.x", "messages[0].x"), new Nested("*", "*"));
  }

  @Test
  void read_answerSentBack_isUnderstoodWhole() {
    ChatRequest request =
        Requests.ask(
            """
            {"role":"assistant","content":null,"refusal":null,"audio":null,"annotations":[],
             "reasoning":"hm","reasoning_details":[{"type":"reasoning.text","text":"hm",
               "signature":"s","format":"anthropic-claude-v1","index":0}],
             "tool_calls":[{"index":0,"id":"c","type":"function",
               "function":{"name":"f","arguments":"{}"}}]}\
            """);

    assertThat(request.members().nested()).isEmpty();
  }
}
