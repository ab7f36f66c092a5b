package dev.llmapi.wire.gemini;

import dev.llmapi.model.Slice;
import dev.llmapi.wire.gemini.GenerateContentResponse.Part;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads one part of a candidate. Signatures are kept with function calls and with text; no member
 * of OpenAI's answer would bring one back to the image where it belongs. Images among the thoughts
 * are drafts, and are left out.
 */
final class PartReader {

  private final JsonCursor json;

  private @Nullable String text;
  private boolean thought;
  private @Nullable String signature;
  private @Nullable String mimeType;
  private @Nullable Slice base64;
  private @Nullable String callId;
  private @Nullable String callName;
  private String args = "{}";

  PartReader(JsonCursor json) {
    this.json = json;
  }

  /** The part, or null when it is of no kind that the model of chat has. */
  @Nullable Part read() throws IOException {
    json.members(this::member);
    if (callName != null) {
      return new Part.FunctionCall(callId, callName, args, signature);
    }
    if (base64 != null && mimeType != null && mimeType.startsWith("image/") && !thought) {
      return new Part.Image(mimeType, base64);
    }
    if (thought) {
      return text == null || text.isEmpty() ? null : new Part.Thought(text);
    }
    return text == null || (text.isEmpty() && signature == null)
        ? null
        : new Part.Text(text, signature);
  }

  private void member(String name) throws IOException {
    switch (name) {
      case "text" -> text = json.string();
      case "thought" -> thought = json.isTrue();
      case "thoughtSignature" -> signature = json.string();
      case "inlineData" -> json.members(this::inlineData);
      case "functionCall" -> json.members(this::functionCall);
      default -> {}
    }
  }

  private void inlineData(String name) throws IOException {
    switch (name) {
      case "mimeType" -> mimeType = json.string();
      case "data" -> base64 = json.base64();
      default -> {}
    }
  }

  private void functionCall(String name) throws IOException {
    switch (name) {
      case "id" -> callId = json.string();
      case "name" -> callName = json.string();
      case "args" -> args = json.isObject() ? json.compact() : "{}";
      default -> {}
    }
  }
}
