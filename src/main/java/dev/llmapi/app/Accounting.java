package dev.llmapi.app;

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
import dev.llmapi.wire.openai.ChatRequestReader;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What was spent, and what a call would cost: receipts, usage and quotes. Thread-safe. */
final class Accounting {

  private static final int USUAL_DAYS = 30;
  private static final int LAST_YEAR = 9999;
  private static final int MOST_DAYS = 400;

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

  /**
   * {@code GET /v1/llmapi/usage}: the last 30 days, or {@code from} and {@code to}, filtered and
   * grouped as the query says.
   */
  UsageTable usage(Optional<String> project, HttpExchange exchange) {
    LocalDate today = clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
    LocalDate to = day(exchange, "to", today);
    LocalDate from = day(exchange, "from", to.minusDays(USUAL_DAYS - 1L));
    if (from.isAfter(to) || from.plusDays(MOST_DAYS).isBefore(to)) {
      throw FailureException.of(
          FailureKind.INVALID_VALUE,
          "'from' must be a day before 'to', and at most %d days before it.".formatted(MOST_DAYS),
          "from");
    }
    UsageTable.Query query = UsageTable.Query.of(exchange);
    return UsageTable.of(ledger.usage(project, from, to), query);
  }

  private static LocalDate day(HttpExchange exchange, String name, LocalDate otherwise) {
    @Nullable String text = exchange.query(name);
    if (text == null || text.isEmpty()) {
      return otherwise;
    }
    try {
      LocalDate day = LocalDate.parse(text);
      // Others' days have names too, up to a billion years; a sum of days must not pass their end.
      if (day.getYear() >= 0 && day.getYear() <= LAST_YEAR) {
        return day;
      }
    } catch (DateTimeParseException _) {
      // Told below.
    }
    throw FailureException.of(
        FailureKind.INVALID_VALUE, "'" + name + "' must be a day such as 2026-11-25.", name);
  }
}
