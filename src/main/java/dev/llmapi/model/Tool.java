package dev.llmapi.model;

import org.jspecify.annotations.Nullable;

/** A tool that the model may call. */
public sealed interface Tool {

  String name();

  /**
   * A function.
   *
   * @param parameters a JSON schema; absent means that it takes none
   * @param cached the prompt up to its end is to be cached ({@code cache_control})
   */
  record Function(
      String name,
      @Nullable String description,
      @Nullable RawJson parameters,
      @Nullable Boolean strict,
      boolean cached)
      implements Tool {

    public Function(
        String name,
        @Nullable String description,
        @Nullable RawJson parameters,
        @Nullable Boolean strict) {
      this(name, description, parameters, strict, false);
    }
  }

  /** OpenAI's free-form tool; only its own wire can say it. */
  record Custom(String name) implements Tool {}
}
