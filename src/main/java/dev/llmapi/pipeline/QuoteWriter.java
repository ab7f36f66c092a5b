package dev.llmapi.pipeline;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.llmapi.catalog.Notice;
import dev.llmapi.pricing.Estimate;
import dev.llmapi.wire.json.BodyWriter;
import dev.llmapi.wire.openai.UsageWriter;
import java.io.IOException;
import java.util.Map;

/** Writes a quote: what a call would cost at each candidate, at most and likely. */
public final class QuoteWriter {

  private QuoteWriter() {}

  /** The quote as JSON. */
  public static byte[] write(Map<Candidate, Estimate> estimates) {
    return BodyWriter.write(
            (_, json) -> {
              json.writeStartObject();
              json.writeStringField("object", "quote");
              json.writeArrayFieldStart("candidates");
              for (Map.Entry<Candidate, Estimate> entry : estimates.entrySet()) {
                json.writeStartObject();
                json.writeStringField("model", entry.getKey().name());
                json.writeStringField("provider", entry.getKey().provider().name());
                json.writeArrayFieldStart("warnings");
                for (Notice notice : entry.getKey().notices()) {
                  json.writeString(notice.text());
                }
                json.writeEndArray();
                write(json, entry.getValue());
                json.writeEndObject();
              }
              json.writeEndArray();
              json.writeEndObject();
            })
        .joined();
  }

  private static void write(JsonGenerator json, Estimate estimate) throws IOException {
    switch (estimate) {
      case Estimate.UnknownPrice(var _, String message) -> {
        json.writeNullField("most_usd");
        json.writeNullField("likely_usd");
        json.writeStringField("note", message);
      }
      case Estimate.Priced priced -> {
        json.writeNumberField("most_usd", UsageWriter.usd(priced.mostNanoUsd()));
        json.writeNumberField("likely_usd", UsageWriter.usd(priced.likelyNanoUsd()));
        CostWriter.writeCap(json, priced.cap());
        CostWriter.writeLines(json, "most", priced.most());
        CostWriter.writeLines(json, "likely", priced.likely());
      }
    }
  }
}
