package dev.llmapi.pipeline;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.llmapi.pricing.CostLine;
import dev.llmapi.pricing.OutputCap;
import dev.llmapi.wire.openai.UsageWriter;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes what a receipt, or a quote, tells of money: USD as decimals. */
final class CostWriter {

  private CostWriter() {}

  /** Writes the members into the object that is open. */
  static void write(JsonGenerator json, Cost cost) throws IOException {
    if (cost.nanoUsd() == null) {
      json.writeNullField("cost_usd");
    } else {
      json.writeNumberField("cost_usd", UsageWriter.usd(cost.nanoUsd()));
    }
    json.writeBooleanField("estimated", cost.estimated());
    if (cost.beyondReservation()) {
      json.writeBooleanField("beyond_reservation", true);
    }
    if (cost.reservedNanoUsd() > 0) {
      json.writeNumberField("reserved_usd", UsageWriter.usd(cost.reservedNanoUsd()));
    }
    writeLines(json, "lines", cost.lines());
    OutputCap cap = cost.sentCap();
    if (cap != null) {
      writeCap(json, cap);
    }
    if (!cost.left().isEmpty()) {
      json.writeObjectFieldStart("budget_left");
      for (Map.Entry<String, Long> left : cost.left().entrySet()) {
        json.writeNumberField(left.getKey(), UsageWriter.usd(left.getValue()));
      }
      json.writeEndObject();
    }
  }

  /** The output limit that the gateway sends, and why it is what it is. */
  static void writeCap(JsonGenerator json, OutputCap cap) throws IOException {
    json.writeObjectFieldStart("output_limit");
    json.writeNumberField("tokens", cap.tokens());
    json.writeStringField("source", cap.source().name().toLowerCase(Locale.ROOT));
    json.writeEndObject();
  }

  /** Units times price rows. */
  static void writeLines(JsonGenerator json, String name, List<CostLine> lines) throws IOException {
    json.writeArrayFieldStart(name);
    for (CostLine line : lines) {
      json.writeStartObject();
      json.writeStringField("unit", line.unit().wireName());
      json.writeNumberField("quantity", line.quantity());
      json.writeStringField("price", line.priceRow());
      json.writeNumberField("usd", UsageWriter.usd(line.nanoUsd()));
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
