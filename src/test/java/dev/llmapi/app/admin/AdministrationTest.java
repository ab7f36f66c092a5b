package dev.llmapi.app.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmapi.testing.TestGateway;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Projects, keys and limits, from the making of a project on. */
final class AdministrationTest extends AdminFixture {

  AdministrationTest() throws IOException {}

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
  void disabled_fromTheBeginning_isHeeded() throws Exception {
    String project = project("{}");
    Told made = admin("POST", "/admin/keys", "{\"project\":\"shop\",\"disabled\":true}");
    assertThat(made.json().path("disabled").asBoolean()).isTrue();
    assertThat(chat(made.json().path("key").asText()).status()).isEqualTo(401);
    assertThat(project).isNotEmpty();
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
}
