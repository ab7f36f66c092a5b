package dev.llmapi.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmapi.policy.Limits;
import dev.llmapi.store.Accounts.Written;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Projects and keys. */
public abstract class AccountsContract {

  private static final Instant MADE = Instant.parse("2030-05-15T12:00:30.123Z");
  private static final Limits LIMITS =
      new Limits(1L, null, 3L, null, 5L, 6L, List.of("openai/*", "my host/a,b|c"));

  private final String id = TestProject.newId();

  /** Accounts on a store that lasts as long as the class. */
  protected abstract Accounts accounts();

  private Project project(String name, long version) {
    return new Project(id, name, LIMITS, 4, false, MADE, version);
  }

  private ApiKey key(String keyId, String name, Instant at, long version) {
    return new ApiKey(id + keyId, id, name, "hash" + keyId, Limits.NONE, false, at, version);
  }

  @Test
  void project_isFound_asItWasMade() {
    assertThat(accounts().findProject(id)).isEmpty();
    assertThat(accounts().create(project("shop", 1))).isEqualTo(Written.DONE);
    assertThat(accounts().findProject(id)).contains(project("shop", 1));
    assertThat(accounts().create(project("other", 1))).isEqualTo(Written.CONFLICT);
    assertThat(accounts().findProject(id)).contains(project("shop", 1));
  }

  @Test
  void project_isReplaced_onlyByTheNextVersion() {
    assertThat(accounts().replace(project("nobody's", 2))).isEqualTo(Written.CONFLICT);
    accounts().create(project("shop", 1));
    Project disabled = new Project(id, "shut", Limits.NONE, 4, true, MADE, 2);
    assertThat(accounts().replace(disabled)).isEqualTo(Written.DONE);
    assertThat(accounts().findProject(id)).contains(disabled);
    assertThat(accounts().replace(project("second writer", 2))).isEqualTo(Written.CONFLICT);
    assertThat(accounts().findProject(id)).contains(disabled);
  }

  @Test
  void projects_areListed_byName() {
    Project later = new Project(id + "z", "a " + id, LIMITS, 1, false, MADE, 1);
    accounts().create(project("b " + id, 1));
    accounts().create(later);
    assertThat(accounts().projects())
        .filteredOn(each -> each.id().startsWith(id))
        .containsExactly(later, project("b " + id, 1));
  }

  @Test
  void key_isFound_asItWasMade() {
    assertThat(accounts().findKey(id + "1")).isEmpty();
    assertThat(accounts().create(key("1", "web", MADE, 1))).isEqualTo(Written.DONE);
    assertThat(accounts().findKey(id + "1")).contains(key("1", "web", MADE, 1));
    assertThat(accounts().create(key("1", "again", MADE, 1))).isEqualTo(Written.CONFLICT);
  }

  @Test
  void key_isReplaced_onlyByTheNextVersion() {
    assertThat(accounts().replace(key("1", "nobody's", MADE, 2))).isEqualTo(Written.CONFLICT);
    accounts().create(key("1", "web", MADE, 1));
    ApiKey rotated = new ApiKey(id + "1", id, "web", "other hash", LIMITS, true, MADE, 2);
    assertThat(accounts().replace(rotated)).isEqualTo(Written.DONE);
    assertThat(accounts().findKey(id + "1")).contains(rotated);
    assertThat(accounts().keys(id)).containsExactly(rotated);
    assertThat(accounts().replace(key("1", "second writer", MADE, 2))).isEqualTo(Written.CONFLICT);
  }

  @Test
  void keys_areListed_oldestFirst() {
    ApiKey second = key("1", "second", MADE.plusSeconds(1), 1);
    ApiKey first = key("2", "first", MADE, 1);
    accounts().create(second);
    accounts().create(first);
    assertThat(accounts().keys(id)).containsExactly(first, second);
    assertThat(accounts().keys(id + "other")).isEmpty();
  }

  @Test
  void projects_pageByPage_areAllOfThemOnce() {
    List<Project> made = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      // Two of a name: the id decides.
      made.add(new Project(id + i, id + "name" + i / 2, LIMITS, 1, false, MADE, 1));
    }
    made.reversed().forEach(accounts()::create);
    Project before = new Project("", id, Limits.NONE, 1, false, MADE, 1);

    assertThat(pages(Optional.of(before), after -> accounts().projects(after, 3), 7))
        .containsExactlyElementsOf(made);
    assertThat(accounts().projects(Optional.of(made.get(2)), 2))
        .containsExactly(made.get(3), made.get(4));
    accounts().deleteProject(made.get(2).id());
    assertThat(accounts().projects(Optional.of(made.get(2)), 1)).containsExactly(made.get(3));
  }

  @Test
  void keys_pageByPage_areAllOfThemOnce() {
    List<ApiKey> made = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      made.add(key("k" + i, "key", MADE.plusSeconds(i / 2), 1));
    }
    made.reversed().forEach(accounts()::create);

    assertThat(pages(Optional.<ApiKey>empty(), after -> accounts().keys(id, after, 3), 7))
        .containsExactlyElementsOf(made);
    assertThat(accounts().keys(id, Optional.of(made.getLast()), 3)).isEmpty();
    accounts().deleteKey(made.get(2).id());
    assertThat(accounts().keys(id, Optional.of(made.get(2)), 1)).containsExactly(made.get(3));
  }

  /** As many as are wanted, a page after the other. */
  private static <T> List<T> pages(
      Optional<T> first, Function<Optional<T>, List<T>> next, int wanted) {
    List<T> all = new ArrayList<>();
    Optional<T> after = first;
    while (all.size() < wanted) {
      List<T> page = next.apply(after);
      assertThat(page).isNotEmpty().hasSizeLessThanOrEqualTo(3);
      all.addAll(page);
      after = Optional.of(page.getLast());
    }
    return all.subList(0, wanted);
  }

  @Test
  void key_deleted_isGone() {
    accounts().create(key("1", "web", MADE, 1));
    accounts().create(key("2", "app", MADE, 1));
    assertThat(accounts().deleteKey(id + "1")).isTrue();
    assertThat(accounts().deleteKey(id + "1")).isFalse();
    assertThat(accounts().findKey(id + "1")).isEmpty();
    assertThat(accounts().keys(id)).extracting(ApiKey::name).containsExactly("app");
  }

  @Test
  void project_deleted_isGoneWithAllItsKeys() {
    accounts().create(project("shop", 1));
    for (int i = 0; i < 45; i++) {
      accounts().create(key("k" + i, "key", MADE, 1));
    }
    assertThat(accounts().deleteProject(id)).isTrue();
    assertThat(accounts().deleteProject(id)).isFalse();
    assertThat(accounts().findProject(id)).isEmpty();
    assertThat(accounts().keys(id)).isEmpty();
    assertThat(accounts().findKey(id + "k44")).isEmpty();
  }
}
