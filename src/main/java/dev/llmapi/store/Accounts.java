package dev.llmapi.store;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Projects and their keys. Thread-safe. Every method may throw {@link StoreUnavailableException}.
 */
public interface Accounts {

  /** The order of {@link #projects}, for stores that sort by themselves. */
  Comparator<Project> BY_NAME = Comparator.comparing(Project::name).thenComparing(Project::id);

  /** The order of {@link #keys}. */
  Comparator<ApiKey> BY_AGE = Comparator.comparing(ApiKey::createdAt).thenComparing(ApiKey::id);

  /** What became of a change. */
  enum Written {
    DONE,
    /** Somebody else has changed it since it was read, or it is there already. */
    CONFLICT
  }

  Written create(Project project);

  Written create(ApiKey key);

  /** Replaces the record if it still has the version before this one's. */
  Written replace(Project project);

  /** Replaces the record if it still has the version before this one's. */
  Written replace(ApiKey key);

  Optional<Project> findProject(String id);

  Optional<ApiKey> findKey(String id);

  /**
   * Projects, by name and then by id: those that come after one.
   *
   * @param after the last of the page before, which may be gone meanwhile; empty for the first page
   * @param most how many at most
   */
  List<Project> projects(Optional<Project> after, int most);

  /**
   * The keys of a project, oldest first and then by id: those that come after one.
   *
   * @param after as in {@link #projects(Optional, int)}
   * @param most how many at most
   */
  List<ApiKey> keys(String projectId, Optional<ApiKey> after, int most);

  /** All projects, by name. */
  default List<Project> projects() {
    return projects(Optional.empty(), Integer.MAX_VALUE);
  }

  /** The keys of a project, oldest first. */
  default List<ApiKey> keys(String projectId) {
    return keys(projectId, Optional.empty(), Integer.MAX_VALUE);
  }

  /** Removes a key; whether it was there. */
  boolean deleteKey(String id);

  /** Removes a project and its keys; its receipts and its usage stay. */
  boolean deleteProject(String id);
}
