package dev.llmapi.embedded;

import dev.llmapi.store.Accounts;
import dev.llmapi.store.ApiKey;
import dev.llmapi.store.LimitsText;
import dev.llmapi.store.Project;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Projects and keys on SQLite. */
public final class SqliteAccounts implements Accounts {

  private final Database database;

  public SqliteAccounts(Database database) {
    this.database = database;
  }

  @Override
  public Written create(Project project) {
    return written(
        "insert or ignore into project values (?, ?, ?, ?, ?, ?, ?)",
        project.id(),
        project.name(),
        LimitsText.format(project.limits()),
        project.shares(),
        project.disabled() ? 1 : 0,
        project.createdAt().toEpochMilli(),
        project.version());
  }

  @Override
  public Written create(ApiKey key) {
    return written(
        "insert or ignore into api_key values (?, ?, ?, ?, ?, ?, ?, ?)",
        key.id(),
        key.projectId(),
        key.name(),
        key.sha256(),
        LimitsText.format(key.limits()),
        key.disabled() ? 1 : 0,
        key.createdAt().toEpochMilli(),
        key.version());
  }

  @Override
  public Written replace(Project project) {
    return written(
        "update project set name = ?, limits = ?, disabled = ?, version = ? where id = ? and version = ?",
        project.name(),
        LimitsText.format(project.limits()),
        project.disabled() ? 1 : 0,
        project.version(),
        project.id(),
        project.version() - 1);
  }

  @Override
  public Written replace(ApiKey key) {
    return written(
        "update api_key set name = ?, sha256 = ?, limits = ?, disabled = ?, version = ? where id = ? and version = ?",
        key.name(),
        key.sha256(),
        LimitsText.format(key.limits()),
        key.disabled() ? 1 : 0,
        key.version(),
        key.id(),
        key.version() - 1);
  }

  private Written written(String sql, Object... values) {
    int changed = database.write(statements -> statements.change(sql, values));
    return changed > 0 ? Written.DONE : Written.CONFLICT;
  }

  @Override
  public Optional<Project> findProject(String id) {
    return database.read(statements ->
        statements.find("select * from project where id = ?", SqliteAccounts::project, id));
  }

  @Override
  public Optional<ApiKey> findKey(String id) {
    return database.read(statements ->
        statements.find("select * from api_key where id = ?", SqliteAccounts::key, id));
  }

  @Override
  public List<Project> projects(Optional<Project> after, int most) {
    return database.read(statements ->
        after.isEmpty()
            ? statements.list(
                "select * from project order by name, id limit ?", SqliteAccounts::project, most)
            : statements.list(
                "select * from project where (name, id) > (?, ?) order by name, id limit ?",
                SqliteAccounts::project,
                after.get().name(),
                after.get().id(),
                most));
  }

  @Override
  public List<ApiKey> keys(String projectId, Optional<ApiKey> after, int most) {
    return database.read(statements ->
        statements.list(
            "select * from api_key where project = ? and (created_millis, id) > (?, ?)"
                + " order by created_millis, id limit ?",
            SqliteAccounts::key,
            projectId,
            after.map(key -> key.createdAt().toEpochMilli()).orElse(Long.MIN_VALUE),
            after.map(ApiKey::id).orElse(""),
            most));
  }

  @Override
  public boolean deleteKey(String id) {
    return database.write(statements -> statements.change("delete from api_key where id = ?", id))
        > 0;
  }

  @Override
  public boolean deleteProject(String id) {
    return database.write(statements -> {
      statements.change("delete from api_key where project = ?", id);
      return statements.change("delete from project where id = ?", id);
    })
        > 0;
  }

  private static Project project(ResultSet row) throws SQLException {
    return new Project(
        row.getString("id"),
        row.getString("name"),
        LimitsText.parse(row.getString("limits")),
        row.getInt("shares"),
        row.getBoolean("disabled"),
        Instant.ofEpochMilli(row.getLong("created_millis")),
        row.getLong("version"));
  }

  private static ApiKey key(ResultSet row) throws SQLException {
    return new ApiKey(
        row.getString("id"),
        row.getString("project"),
        row.getString("name"),
        row.getString("sha256"),
        LimitsText.parse(row.getString("limits")),
        row.getBoolean("disabled"),
        Instant.ofEpochMilli(row.getLong("created_millis")),
        row.getLong("version"));
  }
}
