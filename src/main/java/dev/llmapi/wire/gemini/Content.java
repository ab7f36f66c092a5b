package dev.llmapi.wire.gemini;

import dev.llmapi.model.RawJson;
import dev.llmapi.model.Slice;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One turn as Gemini divides it; turns of the two roles take turns, and a user begins. */
record Content(Role role, List<Part> parts) {

  /** Who speaks. Tool results are the user's. */
  enum Role {
    USER("user"),
    MODEL("model");

    private final String wireName;

    Role(String wireName) {
      this.wireName = wireName;
    }

    String wireName() {
      return wireName;
    }
  }

  /** One part of a turn. */
  sealed interface Part {

    record Text(String text) implements Part {}

    record Media(InlineData data, @Nullable String resolution) implements Part {}

    record FileData(String fileUri, @Nullable String resolution) implements Part {}

    record FunctionCall(String id, String name, RawJson args) implements Part {}

    record FunctionResponse(String id, String name, RawJson response, List<InlineData> parts)
        implements Part {}

    /** A part with the model's proof that it thought of it (base64). */
    record Signed(Part part, String thoughtSignature) implements Part {}
  }

  /** An image, sound or document; the base64 needs no JSON escape. */
  record InlineData(String mimeType, Slice base64) {}
}
