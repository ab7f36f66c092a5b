package dev.llmapi.model;

import org.jspecify.annotations.Nullable;

/**
 * A call that the model asks for. {@code arguments} is JSON text as the model wrote it, possibly
 * empty or broken. {@code signature} is Gemini's thoughtSignature, which it wants back with the
 * call.
 */
public record ToolCall(String id, String name, String arguments, @Nullable String signature) {

  /** Whether there is a signature, in the base64 that Gemini's are. */
  public boolean isSigned() {
    return signature != null && Reasoning.isBase64(signature);
  }
}
