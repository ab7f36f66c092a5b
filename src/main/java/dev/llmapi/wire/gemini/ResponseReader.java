package dev.llmapi.wire.gemini;

import dev.llmapi.model.RawJson;
import dev.llmapi.model.Slice;
import dev.llmapi.wire.gemini.GenerateContentResponse.Candidate;
import dev.llmapi.wire.gemini.GenerateContentResponse.Part;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one {@link GenerateContentResponse}, in one pass; images stay slices of the bytes read. */
final class ResponseReader {

  private final JsonCursor json;

  private @Nullable String id;
  private @Nullable String model;
  private final List<Candidate> candidates = new ArrayList<>();
  private @Nullable String blockReason;
  private final UsageReader usage = new UsageReader();
  private @Nullable RawJson error;

  private ResponseReader(JsonCursor json) {
    this.json = json;
  }

  /**
   * Reads the bytes.
   *
   * @throws IOException when they are not one well-formed JSON object
   */
  static GenerateContentResponse read(Slice bytes) throws IOException {
    try (JsonCursor json = new JsonCursor(bytes)) {
      if (!json.isObject()) {
        throw new IOException("not a JSON object");
      }
      ResponseReader reader = new ResponseReader(json);
      json.members(reader::member);
      json.end();
      return new GenerateContentResponse(
          reader.id,
          reader.model,
          reader.candidates,
          reader.blockReason,
          reader.usage.usage(),
          reader.error);
    }
  }

  private void member(String name) throws IOException {
    switch (name) {
      case "candidates" -> json.elements(() -> candidates.add(new CandidateReader(json).read()));
      case "promptFeedback" -> json.members(this::promptFeedback);
      case "usageMetadata" -> usage.read(json);
      case "modelVersion" -> model = json.string();
      case "responseId" -> id = json.string();
      case "error" -> error = json.raw();
      default -> {}
    }
  }

  private void promptFeedback(String name) throws IOException {
    if (name.equals("blockReason")) {
      blockReason = json.string();
    }
  }

  /** Reads one candidate; its index may stand behind its content. */
  private static final class CandidateReader {

    private final JsonCursor json;
    private int index;
    private final List<Part> parts = new ArrayList<>();
    private @Nullable String finishReason;
    private @Nullable RawJson logprobs;

    CandidateReader(JsonCursor json) {
      this.json = json;
    }

    Candidate read() throws IOException {
      json.members(this::member);
      return new Candidate(index, parts, finishReason, logprobs);
    }

    private void member(String name) throws IOException {
      switch (name) {
        case "index" -> index = (int) json.number();
        case "content" -> json.members(this::content);
        case "finishReason" -> finishReason = json.string();
        case "logprobsResult" -> logprobs = LogprobsReader.read(json);
        default -> {}
      }
    }

    private void content(String name) throws IOException {
      if (name.equals("parts")) {
        json.elements(() -> {
          Part part = new PartReader(json).read();
          if (part != null) {
            parts.add(part);
          }
        });
      }
    }
  }
}
