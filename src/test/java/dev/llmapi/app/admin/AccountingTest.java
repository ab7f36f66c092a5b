package dev.llmapi.app.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmapi.testing.Answer;
import dev.llmapi.testing.TestGateway;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Receipts, usage and quotes, told to those whose they are. */
final class AccountingTest extends AdminFixture {

  AccountingTest() throws IOException {}

  @Test
  void key_ofAProject_callsAndIsCounted() throws Exception {
    String project = project("{\"usd_month\":1}");
    String key = key(project).path("key").asText();

    Told answer = chat(key);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    double cost = answer.json().at("/usage/cost").asDouble();
    assertThat(cost).isPositive();
    assertThat(answer.json().at("/llmapi/budget_left/usd_month").asDouble())
        .isLessThan(1)
        .isGreaterThan(0.9);

    String id = answer.json().at("/llmapi/id").asText();
    Told receipt = ask("GET", "/v1/llmapi/receipts/" + id, key, "");
    assertThat(receipt.json().path("cost_usd").asDouble()).isEqualTo(cost);
    Told usage = ask("GET", "/v1/llmapi/usage", key, "");
    assertThat(usage.json().path("cost_usd").asDouble()).isEqualTo(cost);
    assertThat(usage.json().at("/data/0/requests").asInt()).isEqualTo(1);
    Told csv = admin("GET", "/admin/usage?format=csv", "");
    assertThat(csv.text()).startsWith("day,project,").contains("," + project + ",");
    Told shown = admin("GET", "/admin/projects/" + project, "");
    assertThat(shown.json().at("/used/usd_month").asDouble()).isEqualTo(cost);
    assertThat(shown.json().at("/used/usd_reserved").asDouble()).isZero();
  }

  @Test
  void receipt_ofAnotherProject_isNotFound() throws Exception {
    String first = key(project("{}")).path("key").asText();
    String second = key(project("{}")).path("key").asText();
    String id = chat(first).json().at("/llmapi/id").asText();

    assertThat(ask("GET", "/v1/llmapi/receipts/" + id, second, "").status()).isEqualTo(404);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "to=%2B999999999-12-31, to",
    "to=-999999999-01-01, to",
    "from=2026-02-30, from",
    "from=yesterday, from",
    "from=2020-01-01, from",
    "format=xml, format",
    "group_by=week, group_by",
  })
  void usage_ofWhatIsNot_is400WithTheParameter(String query, String param) throws Exception {
    Told answer = admin("GET", "/admin/usage?" + query, "");
    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(answer.json().at("/error/param").asText()).isEqualTo(param);
  }

  @Test
  void usage_isFilteredAndAddedUp() throws Exception {
    String key = key(project("{}")).path("key").asText();
    chat(key);
    String tagged = CHAT.replace("{\"model\"", "{\"llmapi\":{\"tags\":[\"a\",\"b\"]},\"model\"");
    assertThat(ask("POST", "/v1/chat/completions", key, tagged).status()).isEqualTo(200);

    JsonNode byModel = ask("GET", "/v1/llmapi/usage?group_by=model", key, "").json();
    assertThat(byModel.path("data")).hasSize(1);
    assertThat(byModel.at("/data/0/requests").asInt()).isEqualTo(2);
    assertThat(byModel.at("/data/0").has("day")).isFalse();
    JsonNode ofTag = ask("GET", "/v1/llmapi/usage?tag=b", key, "").json();
    assertThat(ofTag.at("/data/0/tags").asText()).isEqualTo("a,b");
    assertThat(ofTag.path("data")).hasSize(1);
    assertThat(ask("GET", "/v1/llmapi/usage?model=other", key, "").json().path("data")).isEmpty();
    assertThat(ask("GET", "/v1/llmapi/usage?group_by=day,tags&format=csv", key, "").text())
        .startsWith("day,tags,requests,")
        .contains(",\"a,b\",1,");
  }

  @ParameterizedTest
  @ValueSource(strings = {"group_by=week", "group_by=day,,key", "format=xml"})
  void usage_askedForWrongly_is400(String query) throws Exception {
    assertThat(admin("GET", "/admin/usage?" + query, "").status()).isEqualTo(400);
  }

  @Test
  void quote_tellsTheMostAndTheLikely() throws Exception {
    Told quote = ask("POST", "/v1/llmapi/quote", TestGateway.KEY, CHAT);

    JsonNode first = quote.json().at("/candidates/0");
    assertThat(first.path("model").asText()).isEqualTo("sandbox/chat");
    assertThat(first.path("most_usd").asDouble())
        .isGreaterThanOrEqualTo(first.path("likely_usd").asDouble());
    assertThat(first.path("most").size()).isPositive();
  }

  @Test
  void ceiling_thatTheCallCanPass_is402() throws Exception {
    Answer answer =
        gateway()
            .chat(
                TestGateway.question(
                    "sandbox/chat",
                    false,
                    ",\"max_completion_tokens\":1000,\"llmapi\":{\"max_cost_usd\":0.000001}"));

    assertThat(answer.status()).isEqualTo(402);
    assertThat(answer.body()).contains("llmapi.max_cost_usd");
  }
}
