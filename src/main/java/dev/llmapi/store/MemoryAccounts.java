package dev.llmapi.store;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Projects and keys that are forgotten with their process. */
public final class MemoryAccounts implements Accounts {

  private final Map<String, Project> projects = new LinkedHashMap<>();
  private final Map<String, ApiKey> keys = new LinkedHashMap<>();

  @Override
  public synchronized Written create(Project project) {
    return written(projects.putIfAbsent(project.id(), project) == null);
  }

  @Override
  public synchronized Written create(ApiKey key) {
    return written(keys.putIfAbsent(key.id(), key) == null);
  }

  @Override
  public synchronized Written replace(Project project) {
    Project old = projects.get(project.id());
    if (old == null || old.version() != project.version() - 1) {
      return Written.CONFLICT;
    }
    projects.put(project.id(), project);
    return Written.DONE;
  }

  @Override
  public synchronized Written replace(ApiKey key) {
    ApiKey old = keys.get(key.id());
    if (old == null || old.version() != key.version() - 1) {
      return Written.CONFLICT;
    }
    keys.put(key.id(), key);
    return Written.DONE;
  }

  private static Written written(boolean done) {
    return done ? Written.DONE : Written.CONFLICT;
  }

  @Override
  public synchronized Optional<Project> findProject(String id) {
    return Optional.ofNullable(projects.get(id));
  }

  @Override
  public synchronized Optional<ApiKey> findKey(String id) {
    return Optional.ofNullable(keys.get(id));
  }

  @Override
  public synchronized List<Project> projects(Optional<Project> after, int most) {
    return Pages.of(projects.values().stream(), BY_NAME, after, most);
  }

  @Override
  public synchronized List<ApiKey> keys(String projectId, Optional<ApiKey> after, int most) {
    return Pages.of(
        keys.values().stream().filter(key -> key.projectId().equals(projectId)),
        BY_AGE,
        after,
        most);
  }

  @Override
  public synchronized boolean deleteKey(String id) {
    return keys.remove(id) != null;
  }

  @Override
  public synchronized boolean deleteProject(String id) {
    keys.values().removeIf(key -> key.projectId().equals(id));
    return projects.remove(id) != null;
  }
}
