package dev.llmapi.app;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.llmapi.door.HttpExchange;
import dev.llmapi.model.ChatRequest;
import dev.llmapi.model.FailureException;
import dev.llmapi.model.FailureKind;
import dev.llmapi.model.Slice;
import dev.llmapi.pipeline.Meter;
import dev.llmapi.pipeline.Planner;
import dev.llmapi.pipeline.QuoteWriter;
import dev.llmapi.policy.Caller;
import dev.llmapi.store.Ledger;
import dev.llmapi.store.UsageRow;
import dev.llmapi.wire.json.BodyWriter;
import dev.llmapi.wire.openai.ChatRequestReader;
import dev.llmapi.wire.openai.UsageWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What was spent, and what a call would cost: receipts, usage and quotes. Thread-safe. */
final class Accounting {

  private static final int USUAL_DAYS = 30;
  private static final int MOST_DAYS = 400;
  private static final String CSV_HEAD =
      "day,project,key,model,provider,tags,requests,errors,prompt_tokens,cached_tokens,"
          + "completion_tokens,image_tokens,cost_usd,unsettled_usd\n";

  private final Ledger ledger;
  private final Meter meter;
  private final Planner planner;
  private final InstantSource clock;

  Accounting(Ledger ledger, Meter meter, Planner planner, InstantSource clock) {
    this.ledger = ledger;
    this.meter = meter;
    this.planner = planner;
    this.clock = clock;
  }

  /** {@code POST /v1/llmapi/quote}: a chat completion's body in, its cost at each candidate out. */
  byte[] quote(Caller caller, HttpExchange exchange) {
    ChatRequest request =
        ChatRequestReader.read(new Slice(exchange.body(), 0, exchange.bodyLength()));
    return QuoteWriter.write(meter.quote(caller, request, planner));
  }

  /** {@code GET /v1/llmapi/receipts/{id}}. */
  byte[] receipt(Caller caller, String id) {
    return ledger
        .findReceipt(caller.projectId(), id)
        .map(receipt -> receipt.json().getBytes(StandardCharsets.UTF_8))
        .orElseThrow(() ->
            FailureException.of(
                FailureKind.NOT_FOUND,
                "This project has no receipt of that id; it is the x-request-id of a call."));
  }

  /** {@code GET /v1/llmapi/usage}: the last 30 days, or {@code from} and {@code to}. */
  byte[] usage(Optional<String> project, HttpExchange exchange) {
    List<UsageRow> rows = rows(project, exchange);
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

  /** The same as CSV, with {@code format=csv}. */
  byte[] usageCsv(Optional<String> project, HttpExchange exchange) {
    StringBuilder csv = new StringBuilder(CSV_HEAD);
    for (UsageRow row : rows(project, exchange)) {
      csv.append(row.day()).append(',');
      for (String text :
          List.of(row.projectId(), row.keyId(), row.model(), row.provider(), row.tag())) {
        csv.append(quoted(text)).append(',');
      }
      csv.append(row.requests()).append(',').append(row.errors()).append(',');
      csv.append(row.promptTokens()).append(',').append(row.cachedTokens()).append(',');
      csv.append(row.completionTokens()).append(',').append(row.imageTokens()).append(',');
      csv.append(UsageWriter.usd(row.costNanoUsd()).toPlainString()).append(',');
      csv.append(UsageWriter.usd(row.unsettledNanoUsd()).toPlainString()).append('\n');
    }
    return csv.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** RFC 4180; a spreadsheet must not take a caller's word for a formula. */
  private static String quoted(String text) {
    String safe = !text.isEmpty() && "=+-@".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    return safe.matches("[^\",\n\r]*") ? safe : '"' + safe.replace("\"", "\"\"") + '"';
  }

  private List<UsageRow> rows(Optional<String> project, HttpExchange exchange) {
    LocalDate today = clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
    LocalDate to = day(exchange, "to", today);
    LocalDate from = day(exchange, "from", to.minusDays(USUAL_DAYS - 1L));
    if (from.isAfter(to) || from.plusDays(MOST_DAYS).isBefore(to)) {
      throw FailureException.of(
          FailureKind.INVALID_VALUE,
          "'from' must be a day before 'to', and at most %d days before it.".formatted(MOST_DAYS),
          "from");
    }
    return ledger.usage(project, from, to);
  }

  private static LocalDate day(HttpExchange exchange, String name, LocalDate otherwise) {
    @Nullable String text = exchange.query(name);
    if (text == null || text.isEmpty()) {
      return otherwise;
    }
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw FailureException.of(
          FailureKind.INVALID_VALUE, "'" + name + "' must be a day such as 2026-11-25.", name);
    }
  }

  private static void write(JsonGenerator json, UsageRow row) throws IOException {
    json.writeStartObject();
    json.writeStringField("day", row.day().toString());
    json.writeStringField("project", row.projectId());
    json.writeStringField("key", row.keyId());
    json.writeStringField("model", row.model());
    json.writeStringField("provider", row.provider());
    json.writeStringField("tags", row.tag());
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
}
