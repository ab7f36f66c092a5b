package dev.llmapi.store;

import java.util.List;
import java.util.Optional;

/**
 * Projects and their keys. Thread-safe. Every method may throw {@link StoreUnavailableException}.
 */
public interface Accounts {

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

  /** All projects, by name. */
  List<Project> projects();

  /** The keys of a project, oldest first. */
  List<ApiKey> keys(String projectId);

  /** Removes a key; whether it was there. */
  boolean deleteKey(String id);

  /** Removes a project and its keys; its receipts and its usage stay. */
  boolean deleteProject(String id);
}
