package dev.llmapi.model;

import org.jspecify.annotations.Nullable;

/**
 * What a provider's answer says, piece by piece, whether it came as a stream or whole. {@code
 * choice} is the index of the choice. The order is: {@link Started}; the pieces; {@link Finished}
 * of each choice; {@link UsageReported}, anywhere and perhaps again (the last one holds).
 */
public sealed interface ChatEvent {

  /** {@code model} as the provider names it; {@code id} absent where the format has none. */
  record Started(@Nullable String id, @Nullable String model) implements ChatEvent {}

  record Text(int choice, String text) implements ChatEvent {}

  record Refusal(int choice, String text) implements ChatEvent {}

  record ReasoningText(int choice, String text, Reasoning.Maker maker) implements ChatEvent {}

  /** The maker's signature under the reasoning text that came before. */
  record ReasoningSignature(int choice, String signature, Reasoning.Maker maker)
      implements ChatEvent {}

  record ReasoningEncrypted(int choice, String data, Reasoning.Maker maker) implements ChatEvent {}

  /** {@code index} counts the tool calls of the choice from 0. */
  record ToolCallStarted(int choice, int index, String id, String name, @Nullable String signature)
      implements ChatEvent {}

  /** A piece of the arguments' JSON text; the pieces joined are the whole. */
  record ToolCallArguments(int choice, int index, String fragment) implements ChatEvent {}

  /** An image that the model made: the whole of it, base64 as ASCII bytes. */
  record Image(int choice, String mediaType, Slice base64) implements ChatEvent {}

  /** OpenAI's {@code logprobs.content} elements for a piece of the text: a JSON array. */
  record Logprobs(int choice, RawJson content) implements ChatEvent {}

  record Finished(int choice, FinishReason reason) implements ChatEvent {}

  record UsageReported(Usage usage) implements ChatEvent {}
}
