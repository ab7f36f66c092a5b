package dev.llmapi.app.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lists, names, and what goes with a project that is removed. */
final class AdminListsTest extends AdminFixture {

  AdminListsTest() throws IOException {}

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
}
