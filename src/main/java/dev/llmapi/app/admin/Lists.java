package dev.llmapi.app.admin;

import dev.llmapi.model.FailureException;
import dev.llmapi.store.Accounts;
import dev.llmapi.store.ApiKey;
import dev.llmapi.store.Project;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lists of projects and keys, page by page. Thread-safe. */
record Lists(Accounts accounts) {

  /** A part of a list. */
  record Page<T>(List<T> elements, boolean hasMore) {

    /** Of what was found when one more was asked for than the page has. */
    static <T> Page<T> of(List<T> found, int limit) {
      boolean hasMore = found.size() > limit;
      return new Page<>(List.copyOf(hasMore ? found.subList(0, limit) : found), hasMore);
    }
  }

  /** Projects, by name. */
  Page<Project> projects(PageAsked asked) {
    Optional<Project> after =
        asked.after().map(id -> accounts.findProject(id).orElseThrow(Lists::unknown));
    return Page.of(accounts.projects(after, asked.limit() + 1), asked.limit());
  }

  /** The keys of all projects, or of one, oldest first. */
  Page<ApiKey> keys(Optional<Project> ofProject, PageAsked asked) {
    Optional<ApiKey> after =
        asked.after().map(id -> accounts.findKey(id).orElseThrow(Lists::unknown));
    List<Project> projects = ofProject.map(List::of).orElseGet(accounts::projects);
    List<ApiKey> found = new ArrayList<>();
    for (Project project : after.map(key -> from(key.projectId(), projects)).orElse(projects)) {
      Optional<ApiKey> before = after.filter(key -> key.projectId().equals(project.id()));
      found.addAll(accounts.keys(project.id(), before, asked.limit() + 1 - found.size()));
      if (found.size() > asked.limit()) {
        break;
      }
    }
    return Page.of(found, asked.limit());
  }

  private static List<Project> from(String id, List<Project> projects) {
    List<Project> left = projects.stream().dropWhile(each -> !each.id().equals(id)).toList();
    if (left.isEmpty()) {
      throw unknown();
    }
    return left;
  }

  private static FailureException unknown() {
    return LimitsJson.wrong("after", "is the id of none in this list, or of one that was removed");
  }
}
