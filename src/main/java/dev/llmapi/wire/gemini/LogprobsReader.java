package dev.llmapi.wire.gemini;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.llmapi.model.RawJson;
import dev.llmapi.model.Slice;
import dev.llmapi.wire.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads {@code logprobsResult}, in which the chosen tokens and the likeliest of each step are two
 * lists side by side, into OpenAI's {@code logprobs.content}, in which one stands inside the other.
 */
final class LogprobsReader {

  private record Token(String text, double logprob) {}

  private final JsonCursor json;
  private final List<Token> chosen = new ArrayList<>();
  private final List<List<Token>> top = new ArrayList<>();

  private LogprobsReader(JsonCursor json) {
    this.json = json;
  }

  static RawJson read(JsonCursor json) throws IOException {
    LogprobsReader reader = new LogprobsReader(json);
    json.members(reader::member);
    return reader.content();
  }

  private void member(String name) throws IOException {
    switch (name) {
      case "chosenCandidates" -> chosen.addAll(tokens());
      case "topCandidates" ->
          json.elements(() -> {
            List<Token> step = new ArrayList<>();
            json.members(inner -> {
              if (inner.equals("candidates")) {
                step.addAll(tokens());
              }
            });
            top.add(step);
          });
      default -> {}
    }
  }

  private List<Token> tokens() throws IOException {
    List<Token> tokens = new ArrayList<>();
    json.elements(() -> tokens.add(token()));
    return tokens;
  }

  private Token token() throws IOException {
    StringBuilder text = new StringBuilder();
    double[] logprob = new double[1];
    json.members(name -> {
      switch (name) {
        case "token" -> text.append(json.string());
        case "logProbability" -> logprob[0] = json.decimal();
        default -> {}
      }
    });
    return new Token(text.toString(), logprob[0]);
  }

  private RawJson content() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = Json.FACTORY.createGenerator(bytes)) {
      out.writeStartArray();
      for (int step = 0; step < chosen.size(); step++) {
        writeMembers(out, chosen.get(step));
        out.writeArrayFieldStart("top_logprobs");
        for (Token token : step < top.size() ? top.get(step) : List.<Token>of()) {
          writeMembers(out, token);
          out.writeEndObject();
        }
        out.writeEndArray();
        out.writeEndObject();
      }
      out.writeEndArray();
    }
    return new RawJson(Slice.of(bytes.toByteArray()));
  }

  private static void writeMembers(JsonGenerator out, Token token) throws IOException {
    out.writeStartObject();
    out.writeStringField("token", token.text());
    out.writeNumberField("logprob", token.logprob());
    out.writeArrayFieldStart("bytes");
    for (byte b : token.text().getBytes(StandardCharsets.UTF_8)) {
      out.writeNumber(b & 0xFF);
    }
    out.writeEndArray();
  }
}
