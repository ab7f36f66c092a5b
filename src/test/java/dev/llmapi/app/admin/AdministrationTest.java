package dev.llmapi.app.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmapi.testing.Answer;
import dev.llmapi.testing.TestGateway;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Projects, keys, limits, receipts, usage and quotes, from the making of a project on. */
final class AdministrationTest {

  private static final String ADMIN = "sk-administration-of-tests";
  private static final String CHAT = TestGateway.question("sandbox/chat", false);

  private final HttpClient http = HttpClient.newHttpClient();
  private final TestGateway gateway;

  AdministrationTest() throws IOException {
    gateway =
        TestGateway.start(
            "sandbox: {first_token: 0ms, tokens_per_second: 0}", Map.of("LLMAPI_ADMIN_KEY", ADMIN));
  }

  @AfterEach
  void close() {
    http.close();
    gateway.close();
  }

  /** What was answered. */
  private record Told(int status, String text) {
    JsonNode json() throws IOException {
      return dev.llmapi.wire.json.Json.tree(dev.llmapi.model.Slice.utf8(text));
    }
  }

  private Told ask(String method, String path, String key, String body) throws Exception {
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + path))
                .header("authorization", "Bearer " + key)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    return new Told(answer.statusCode(), answer.body());
  }

  private Told admin(String method, String path, String body) throws Exception {
    return ask(method, path, ADMIN, body);
  }

  private String project(String limits) throws Exception {
    Told made = admin("POST", "/admin/projects", "{\"name\":\"shop\",\"limits\":" + limits + "}");
    assertThat(made.status()).as(made.text()).isEqualTo(200);
    return made.json().path("id").asText();
  }

  private JsonNode key(String project) throws Exception {
    Told made = admin("POST", "/admin/keys", "{\"project\":\"" + project + "\"}");
    assertThat(made.status()).as(made.text()).isEqualTo(200);
    return made.json();
  }

  private Told chat(String key) throws Exception {
    return ask("POST", "/v1/chat/completions", key, CHAT);
  }

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

  @Test
  void rotate_givesANewSecret_andEndsTheOldOne() throws Exception {
    JsonNode made = key(project("{}"));
    Told rotated = admin("POST", "/admin/keys/" + made.path("id").asText() + "/rotate", "");

    assertThat(chat(rotated.json().path("key").asText()).status()).isEqualTo(200);
    assertThat(chat(made.path("key").asText()).status()).isEqualTo(401);
  }

  @Test
  void disabledKey_is401_andDisabledProject403() throws Exception {
    String project = project("{}");
    JsonNode one = key(project);
    String other = key(project).path("key").asText();
    admin("PATCH", "/admin/keys/" + one.path("id").asText(), "{\"disabled\":true}");
    assertThat(chat(one.path("key").asText()).status()).isEqualTo(401);

    admin("PATCH", "/admin/projects/" + project, "{\"disabled\":true}");
    assertThat(chat(other).status()).isEqualTo(403);
  }

  @Test
  void lists_areWalkedPageByPage() throws Exception {
    List<String> keys = new ArrayList<>();
    for (String project : List.of(project("{}"), project("{}"), project("{}"))) {
      keys.add(key(project).path("id").asText());
      keys.add(key(project).path("id").asText());
    }

    List<String> projects = walked("/admin/projects?limit=2", 2);
    assertThat(projects).hasSize(3).doesNotHaveDuplicates().isSorted(); // One name: by id.
    assertThat(walked("/admin/keys?limit=4", 2)).containsExactlyInAnyOrderElementsOf(keys);
    assertThat(walked("/admin/keys?limit=1&project=" + projects.get(1), 2)).hasSize(2);
    assertThat(walked("/admin/keys", 1)).containsExactlyInAnyOrderElementsOf(keys);
    JsonNode empty =
        admin("GET", "/admin/keys?after=" + walked("/admin/keys", 1).getLast(), "").json();
    assertThat(empty.toString())
        .isEqualTo(
            "{\"object\":\"list\",\"data\":[],\"first_id\":null,\"last_id\":null,\"has_more\":false}");
  }

  /** The ids of a list, which has so many pages. */
  private List<String> walked(String path, int pages) throws Exception {
    List<String> ids = new ArrayList<>();
    String after = "";
    for (int page = 1; page <= pages; page++) {
      JsonNode list =
          admin("GET", path + (path.contains("?") ? "&" : "?") + "after=" + after, "").json();
      List<String> here = new ArrayList<>();
      list.path("data").forEach(each -> here.add(each.path("id").asText()));
      assertThat(list.path("first_id").asText()).isEqualTo(here.getFirst());
      assertThat(list.path("last_id").asText()).isEqualTo(here.getLast());
      assertThat(list.path("has_more").asBoolean()).isEqualTo(page < pages);
      ids.addAll(here);
      after = here.getLast();
    }
    return ids;
  }

  @ParameterizedTest
  @CsvSource({
    "/admin/projects?limit=0,    limit",
    "/admin/projects?limit=101,  limit",
    "/admin/keys?limit=ten,      limit",
    "/admin/projects?after=none, after",
    "/admin/keys?after=none,     after",
  })
  void list_pageThatIsNone_is400(String path, String param) throws Exception {
    Told told = admin("GET", path, "");

    assertThat(told.status()).as(told.text()).isEqualTo(400);
    assertThat(told.json().at("/error/param").asText()).isEqualTo(param);
  }

  @Test
  void list_afterAKeyOfAnotherProject_is400() throws Exception {
    String other = key(project("{}")).path("id").asText();
    String project = project("{}");

    assertThat(admin("GET", "/admin/keys?project=" + project + "&after=" + other, "").status())
        .isEqualTo(400);
  }

  @Test
  void delete_removesAProjectWithItsKeys() throws Exception {
    String project = project("{}");
    String key = key(project).path("key").asText();
    assertThat(admin("DELETE", "/admin/projects/" + project, "").status()).isEqualTo(200);

    assertThat(chat(key).status()).isEqualTo(401);
    assertThat(admin("GET", "/admin/projects/" + project, "").status()).isEqualTo(404);
  }

  @ParameterizedTest(name = "{0} is told as {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"usd_day\":0}      | 402 | usd_day",
        "{\"rpm\":0}          | 429 | rpm",
        "{\"tpm\":1}          | 429 | tpm",
        "{\"parallel\":0}     | 429 | parallel",
        "{\"models\":[\"x/*\"]} | 403 | sandbox/chat",
      })
  void limit_thatIsReached_isToldByItsName(String limits, int status, String named)
      throws Exception {
    Told answer = chat(key(project(limits)).path("key").asText());

    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.text()).contains(named);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"limits\":{}}                               | name",
        "{\"name\":\"a\",\"limits\":{\"usd_week\":1}}  | limits.usd_week",
        "{\"name\":\"a\",\"limits\":{\"usd_day\":-1}}  | limits.usd_day",
        "{\"name\":\"a\",\"limits\":{\"usd_day\":1e2147483647}} | limits.usd_day",
        "{\"name\":\"a\",\"limits\":{\"rpm\":1.5}}     | limits.rpm",
        "{\"name\":\"a\",\"limits\":{\"rpm\":1e2147483647}} | limits.rpm",
        "{\"name\":\"a\",\"limits\":{\"models\":\"x\"}} | limits.models",
        "{\"name\":\"a\",\"shares\":65}                | shares",
        "{\"name\":\"a\",\"limit\":{\"usd_day\":1}}   | limit",
        "{\"name\":\"a\",\"usd_day\":1}                | usd_day",
      })
  void project_thatIsWrong_is400WithTheMember(String body, String param) throws Exception {
    Told answer = admin("POST", "/admin/projects", body);

    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(answer.json().at("/error/param").asText()).isEqualTo(param);
  }

  @Test
  void name_ofTwoProjects_standsForNone() throws Exception {
    project("{\"usd_day\":1}");
    String second = project("{}");
    Told refused = admin("POST", "/admin/keys", "{\"project\":\"shop\"}");
    assertThat(refused.status()).as(refused.text()).isEqualTo(409);
    assertThat(refused.text()).contains(second);
  }

  @Test
  void name_ofOneProject_standsForItEverywhere() throws Exception {
    String id = project("{}");
    Told changed = admin("PATCH", "/admin/projects/shop", "{\"limits\":{\"rpm\":1}}");
    assertThat(changed.json().at("/limits/rpm").asInt()).as(changed.text()).isEqualTo(1);
    String key = key("shop").path("key").asText();
    chat(key);
    assertThat(admin("GET", "/admin/keys?project=shop", "").json().path("data")).hasSize(1);
    assertThat(admin("GET", "/admin/usage?project=shop", "").text()).contains(id);
    assertThat(admin("DELETE", "/admin/projects/shop", "").json().path("id").asText())
        .isEqualTo(id);
    assertThat(admin("GET", "/admin/usage?project=" + id, "").text()).contains("sandbox/chat");
  }

  @Test
  void disabled_fromTheBeginning_isHeeded() throws Exception {
    String project = project("{}");
    Told made = admin("POST", "/admin/keys", "{\"project\":\"shop\",\"disabled\":true}");
    assertThat(made.json().path("disabled").asBoolean()).isTrue();
    assertThat(chat(made.json().path("key").asText()).status()).isEqualTo(401);
    assertThat(project).isNotEmpty();
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
  void administration_withTooManyWrongKeys_is429_andTheRightOnePasses() throws Exception {
    for (int i = 0; i < 300; i++) {
      ask("GET", "/admin/projects", "wrong", "");
    }
    // A minute may have ended in between.
    int status = 401;
    for (int i = 0; i < 300 && status == 401; i++) {
      status = ask("GET", "/admin/projects", "wrong", "").status();
    }
    assertThat(status).isEqualTo(429);
    assertThat(admin("GET", "/admin/projects", "").status()).isEqualTo(200);
  }

  @Test
  void administration_withAnotherKey_is401() throws Exception {
    String key = key(project("{}")).path("key").asText();

    assertThat(ask("GET", "/admin/projects", key, "").status()).isEqualTo(401);
    assertThat(ask("GET", "/admin/projects", TestGateway.KEY, "").status()).isEqualTo(401);
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
        gateway.chat(
            TestGateway.question(
                "sandbox/chat",
                false,
                ",\"max_completion_tokens\":1000,\"llmapi\":{\"max_cost_usd\":0.000001}"));

    assertThat(answer.status()).isEqualTo(402);
    assertThat(answer.body()).contains("llmapi.max_cost_usd");
  }
}
