package dev.llmapi.provider.sandbox.schema;

import dev.llmapi.provider.sandbox.talk.Words;

/** A schema that no value fits, or none that the sandbox can find. */
public final class UnfittableSchemaException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private static final int MOST_CHARACTERS = 150;

  UnfittableSchemaException(String message) {
    super(Words.shorten(message, MOST_CHARACTERS), null, false, false);
  }
}
