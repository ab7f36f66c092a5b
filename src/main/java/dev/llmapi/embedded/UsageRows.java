package dev.llmapi.embedded;

import dev.llmapi.store.UsageRow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** The table of usage by the day. */
final class UsageRows {

  private static final String SELECT =
      "select * from usage where day between ? and ? and (? is null or project = ?) order by day";

  private UsageRows() {}

  static void add(Statements statements, UsageRow row) throws SQLException {
    statements.change(
        """
        insert into usage values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        on conflict (day, project, key, model, provider, tag) do update set
          requests = requests + excluded.requests, errors = errors + excluded.errors,
          prompt = prompt + excluded.prompt, cached = cached + excluded.cached,
          completion = completion + excluded.completion, image = image + excluded.image,
          cost = cost + excluded.cost, unsettled = unsettled + excluded.unsettled\
        """,
        row.day().toEpochDay(),
        row.projectId(),
        row.keyId(),
        row.model(),
        row.provider(),
        row.tag(),
        row.requests(),
        row.errors(),
        row.promptTokens(),
        row.cachedTokens(),
        row.completionTokens(),
        row.imageTokens(),
        row.costNanoUsd(),
        row.unsettledNanoUsd());
  }

  static List<UsageRow> list(
      Statements statements, Optional<String> projectId, LocalDate first, LocalDate last)
      throws SQLException {
    String project = projectId.orElse(null);
    return statements.list(
        SELECT, UsageRows::read, first.toEpochDay(), last.toEpochDay(), project, project);
  }

  private static UsageRow read(ResultSet row) throws SQLException {
    return new UsageRow(
        LocalDate.ofEpochDay(row.getLong("day")),
        row.getString("project"),
        row.getString("key"),
        row.getString("model"),
        row.getString("provider"),
        row.getString("tag"),
        row.getLong("requests"),
        row.getLong("errors"),
        row.getLong("prompt"),
        row.getLong("cached"),
        row.getLong("completion"),
        row.getLong("image"),
        row.getLong("cost"),
        row.getLong("unsettled"));
  }
}
