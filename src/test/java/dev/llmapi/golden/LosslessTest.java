package dev.llmapi.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.llmapi.model.Slice;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Where both sides speak one format, nothing is lost but what is meant to be. */
final class LosslessTest {
  /** Members that are told to the gateway itself; OpenRouter understands all but two of them. */
  private static final Set<String> FOR_ANY_GATEWAY = Set.of("llmapi", "models");

  private static final Set<String> AS_OPENROUTER =
      Set.of("provider", "usage", "transforms", "route", "plugins");

  /** As no JSON library would write it, so that only a copy of the bytes is the same. */
  private static final String UNKNOWN =
      "\"x_new\" : { \"deep\":[1.50, 1e2,\"caf\\u00e9 \\/\", {\"a\" :null}],\"a\":{} }";

  @ParameterizedTest(name = "{0}")
  @MethodSource("requests")
  void chat_request_reachesTheProviderButForWhatMustChange(RequestCase golden) {
    ObjectNode expected = (ObjectNode) GoldenFolder.tree(fetched(golden));
    JsonNode outcome = GoldenFolder.tree(RequestCase.FOLDER + golden.golden());
    if (!outcome.has("body")) {
      assertThat(outcome.path("status").asInt()).isEqualTo(400);
      return;
    }
    expected.set("model", outcome.path("body").path("model"));
    if (expected.path("stream").asBoolean()) {
      expected.withObjectProperty("stream_options").put("include_usage", true);
    }
    expected.remove(FOR_ANY_GATEWAY);
    if (golden.target() != GoldenTarget.OPENROUTER) {
      expected.remove(AS_OPENROUTER);
    }
    outcome.path("dropped").forEach(name -> expected.remove(name.asText()));

    JsonNode body = outcome.path("body");
    if (golden.target() == GoldenTarget.SANDBOX) {
      assertThat(body.properties()).isSubsetOf(expected.properties());
    } else {
      assertThat(body).isEqualTo(expected);
    }
  }

  /** The sandbox fetches nothing, so that the gateway does it for it. */
  private static Slice fetched(RequestCase golden) {
    return golden.target() == GoldenTarget.SANDBOX
        ? Slice.utf8(
            golden
                .request()
                .text()
                .replace(
                    "https://example.com/cat.jpg",
                    "data:image/png;base64," + GoldenGateway.FETCHED_BASE64))
        : golden.request();
  }

  @ParameterizedTest
  @EnumSource(
      value = GoldenTarget.class,
      names = {"OPENAI", "AZURE", "COMPATIBLE", "OPENROUTER"})
  void chat_unknownMembers_goOnByteForByte(GoldenTarget target) {
    String request =
        """
        {%s, "model":"smart","messages":[{"role":"user",%s,"content":[
          {"type":"text","text":"Hi",%s}]}]}\
        """
            .formatted(UNKNOWN, UNKNOWN, UNKNOWN);
    GoldenGateway gateway = new GoldenGateway(target, "a-model", call -> target.goodReply(false));

    gateway.chat(Slice.utf8(request));

    String sent = Slice.of(gateway.sent().orElseThrow().body().joined()).text();
    assertThat(sent)
        .isEqualTo(
            request
                .replace("\"smart\"", "\"a-model\"")
                .replaceFirst("}, \"model\"", "},\"model\""));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wholes")
  void chat_answer_reachesTheClientByteForByte(AnswerCase golden) {
    RecordedExchange told = golden.told();
    if (told.status() != 200) {
      assertThat(told.text()).startsWith("{\"error\":");
      return;
    }
    String said = golden.said().text();
    int end = said.lastIndexOf('}');
    assertThat(withoutCost(told.text(), said))
        .startsWith(said.substring(0, end) + ",\"llmapi\":{")
        .endsWith("}" + said.substring(end));
  }

  /** What the call cost is added to the usage, unless the provider tells a cost itself. */
  private static String withoutCost(String told, String said) {
    return said.contains("\"cost\":") ? told : told.replaceFirst(",\"cost\":[0-9.E-]+", "");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("streams")
  void chat_stream_reachesTheClientByteForByte(AnswerCase golden) {
    String told = golden.told().text();
    if (told.contains("{\"error\":")) {
      assertThat(told).doesNotContain("[DONE]");
      return;
    }
    for (String chunk : answerChunks(golden)) {
      assertThat(told).contains("data: " + chunk.substring(0, chunk.length() - 1));
    }
  }

  /** The chunks that hold choices, but for the usage, which goes only to those who asked for it. */
  private static List<String> answerChunks(AnswerCase golden) {
    return Events.data(golden.said().text()).stream()
        .filter(data -> data.startsWith("{") && data.contains("\"choices\":[{"))
        .filter(data -> golden.asksForUsage() || !data.contains("\"usage\":{"))
        .toList();
  }

  static List<RequestCase> requests() {
    return RequestCase.sameWire();
  }

  static List<AnswerCase> wholes() {
    return AnswerCase.answers().stream()
        .filter(each -> each.target().isSameWire() && !each.isStream())
        .toList();
  }

  static List<AnswerCase> streams() {
    return AnswerCase.streams().stream().filter(each -> each.target().isSameWire()).toList();
  }
}
