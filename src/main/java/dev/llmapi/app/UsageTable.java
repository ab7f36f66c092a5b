package dev.llmapi.app;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.llmapi.door.HttpExchange;
import dev.llmapi.model.FailureException;
import dev.llmapi.model.FailureKind;
import dev.llmapi.store.UsageRow;
import dev.llmapi.wire.json.BodyWriter;
import dev.llmapi.wire.openai.UsageWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** What was used, filtered and added up by the columns that were asked for. Immutable. */
record UsageTable(Set<Column> columns, List<UsageRow> rows) {

  private static final String SUMS =
      "requests,errors,prompt_tokens,cached_tokens,completion_tokens,image_tokens,cost_usd,unsettled_usd\n";

  /** What calls may be told apart by. */
  enum Column {
    DAY,
    PROJECT,
    KEY,
    MODEL,
    PROVIDER,
    TAGS;

    String of(UsageRow row) {
      return switch (this) {
        case DAY -> row.day().toString();
        case PROJECT -> row.projectId();
        case KEY -> row.keyId();
        case MODEL -> row.model();
        case PROVIDER -> row.provider();
        case TAGS -> row.tag();
      };
    }

    String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What a caller asks for.
   *
   * @param columns that are kept apart ({@code group_by})
   * @param csv whether as CSV ({@code format})
   * @param only the values that a row must have; of tags, one of its own
   */
  record Query(Set<Column> columns, boolean csv, Map<Column, String> only) {

    /**
     * Reads the query's parameters.
     *
     * @throws FailureException INVALID_VALUE, naming the parameter
     */
    static Query of(HttpExchange exchange) {
      Map<Column, String> only = new LinkedHashMap<>();
      add(only, Column.KEY, exchange.query("key"));
      add(only, Column.MODEL, exchange.query("model"));
      add(only, Column.PROVIDER, exchange.query("provider"));
      add(only, Column.TAGS, exchange.query("tag"));
      return new Query(columns(exchange.query("group_by")), isCsv(exchange.query("format")), only);
    }

    private static void add(Map<Column, String> only, Column column, @Nullable String value) {
      if (value != null && !value.isEmpty()) {
        only.put(column, value);
      }
    }

    private static boolean isCsv(@Nullable String format) {
      return switch (format == null ? "json" : format) {
        case "json" -> false;
        case "csv" -> true;
        default -> throw wrong("format", "json or csv");
      };
    }

    private static Set<Column> columns(@Nullable String groupBy) {
      if (groupBy == null || groupBy.isEmpty()) {
        return EnumSet.allOf(Column.class);
      }
      Set<Column> columns = EnumSet.noneOf(Column.class);
      for (String name : groupBy.split(",", -1)) {
        columns.add(
            Arrays.stream(Column.values())
                .filter(column -> column.wireName().equals(name.strip()))
                .findFirst()
                .orElseThrow(
                    () -> wrong("group_by", "some of day,project,key,model,provider,tags")));
      }
      return columns;
    }

    private static FailureException wrong(String parameter, String expected) {
      return FailureException.of(
          FailureKind.INVALID_VALUE, "'" + parameter + "' must be " + expected + ".", parameter);
    }

    private boolean takes(UsageRow row) {
      return only.entrySet().stream()
          .allMatch(each -> {
            String value = each.getKey().of(row);
            return each.getKey() == Column.TAGS
                ? List.of(value.split(",", -1)).contains(each.getValue())
                : value.equals(each.getValue());
          });
    }
  }

  /** The rows that the query takes, added up. */
  static UsageTable of(List<UsageRow> rows, Query query) {
    Map<UsageRow, UsageRow> sums = new LinkedHashMap<>();
    for (UsageRow row : rows) {
      if (query.takes(row)) {
        UsageRow kept = keeping(row, query.columns());
        sums.merge(kept.identity(), kept, UsageRow::plus);
      }
    }
    return new UsageTable(query.columns(), List.copyOf(sums.values()));
  }

  private static UsageRow keeping(UsageRow row, Set<Column> columns) {
    return new UsageRow(
        columns.contains(Column.DAY) ? row.day() : LocalDate.EPOCH,
        columns.contains(Column.PROJECT) ? row.projectId() : "",
        columns.contains(Column.KEY) ? row.keyId() : "",
        columns.contains(Column.MODEL) ? row.model() : "",
        columns.contains(Column.PROVIDER) ? row.provider() : "",
        columns.contains(Column.TAGS) ? row.tag() : "",
        row.requests(),
        row.errors(),
        row.promptTokens(),
        row.cachedTokens(),
        row.completionTokens(),
        row.imageTokens(),
        row.costNanoUsd(),
        row.unsettledNanoUsd());
  }

  /** As JSON, with the sum of all rows. */
  byte[] json() {
    return BodyWriter.write(
            (_, json) -> {
              json.writeStartObject();
              json.writeStringField("object", "list");
              json.writeArrayFieldStart("data");
              for (UsageRow row : rows) {
                write(json, row);
              }
              json.writeEndArray();
              json.writeNumberField(
                  "cost_usd",
                  UsageWriter.usd(rows.stream().mapToLong(UsageRow::costNanoUsd).sum()));
              json.writeEndObject();
            })
        .joined();
  }

  private void write(JsonGenerator json, UsageRow row) throws IOException {
    json.writeStartObject();
    for (Column column : columns) {
      json.writeStringField(column.wireName(), column.of(row));
    }
    json.writeNumberField("requests", row.requests());
    json.writeNumberField("errors", row.errors());
    json.writeNumberField("prompt_tokens", row.promptTokens());
    json.writeNumberField("cached_tokens", row.cachedTokens());
    json.writeNumberField("completion_tokens", row.completionTokens());
    json.writeNumberField("image_tokens", row.imageTokens());
    json.writeNumberField("cost_usd", UsageWriter.usd(row.costNanoUsd()));
    json.writeNumberField("unsettled_usd", UsageWriter.usd(row.unsettledNanoUsd()));
    json.writeEndObject();
  }

  /** The same as CSV (RFC 4180). */
  byte[] csv() {
    StringBuilder csv = new StringBuilder();
    columns.forEach(column -> csv.append(column.wireName()).append(','));
    csv.append(SUMS);
    for (UsageRow row : rows) {
      StringJoiner line = new StringJoiner(",", "", "\n");
      columns.forEach(column -> line.add(quoted(column.of(row))));
      for (long sum :
          List.of(
              row.requests(),
              row.errors(),
              row.promptTokens(),
              row.cachedTokens(),
              row.completionTokens(),
              row.imageTokens())) {
        line.add(Long.toString(sum));
      }
      line.add(UsageWriter.usd(row.costNanoUsd()).toPlainString());
      csv.append(line.add(UsageWriter.usd(row.unsettledNanoUsd()).toPlainString()));
    }
    return csv.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** A spreadsheet must not take a caller's word for a formula. */
  private static String quoted(String text) {
    String safe = !text.isEmpty() && "=+-@".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    return safe.matches("[^\",\n\r]*") ? safe : '"' + safe.replace("\"", "\"\"") + '"';
  }
}
