package dev.llmapi.model;

import org.jspecify.annotations.Nullable;

/** A tool that the model may call. */
public sealed interface Tool {

  String name();

  /** {@code parameters} is a JSON schema; absent means that the function takes none. */
  record Function(
      String name,
      @Nullable String description,
      @Nullable RawJson parameters,
      @Nullable Boolean strict)
      implements Tool {}

  /** OpenAI's free-form tool; only its own wire can say it. */
  record Custom(String name) implements Tool {}
}
