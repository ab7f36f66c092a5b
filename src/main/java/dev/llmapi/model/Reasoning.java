package dev.llmapi.model;

import org.jspecify.annotations.Nullable;

/**
 * A block of a model's reasoning, in OpenRouter's division ({@code reasoning_details}), so that it
 * can be replayed to its maker.
 */
public sealed interface Reasoning {

  /** Readable reasoning; {@code signature} is the maker's proof that it is its own. */
  record Text(String text, @Nullable String signature) implements Reasoning {}

  /** Reasoning that only its maker can read. */
  record Encrypted(String data) implements Reasoning {}
}
