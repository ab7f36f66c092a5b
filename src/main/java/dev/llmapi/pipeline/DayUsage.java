package dev.llmapi.pipeline;

import dev.llmapi.model.Usage;
import dev.llmapi.policy.Caller;
import dev.llmapi.store.UsageRow;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one call adds to its day's usage: a row for each model that it has cost something at. */
final class DayUsage {

  private final Caller caller;
  private final String tag;
  private final LocalDate day;
  private final Map<UsageRow, UsageRow> rows = new LinkedHashMap<>(2);

  DayUsage(Caller caller, String tag, LocalDate day) {
    this.caller = caller;
    this.tag = tag;
    this.day = day;
  }

  /**
   * Adds an attempt.
   *
   * @param candidate absent where the call ended before there was one
   * @param requests 1 for the attempt that ended the call, so that a call counts once
   */
  void add(@Nullable Candidate candidate, Usage usage, long nanoUsd, long requests, long errors) {
    UsageRow row =
        new UsageRow(
            day,
            caller.projectId(),
            caller.keyId(),
            candidate == null ? "" : candidate.name(),
            candidate == null ? "" : candidate.provider().name(),
            tag,
            requests,
            errors,
            usage.promptTokens(),
            usage.cachedTokens(),
            usage.completionTokens(),
            usage.promptImageTokens() + usage.completionImageTokens(),
            nanoUsd,
            0);
    rows.merge(row.identity(), row, UsageRow::plus);
  }

  List<UsageRow> rows() {
    return List.copyOf(rows.values());
  }
}
