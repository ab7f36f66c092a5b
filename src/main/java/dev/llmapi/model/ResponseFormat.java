package dev.llmapi.model;

import org.jspecify.annotations.Nullable;

/** The form that the answer must have. */
public sealed interface ResponseFormat {

  record Text() implements ResponseFormat {}

  record JsonObject() implements ResponseFormat {}

  record JsonSchema(
      String name, @Nullable String description, RawJson schema, @Nullable Boolean strict)
      implements ResponseFormat {}
}
