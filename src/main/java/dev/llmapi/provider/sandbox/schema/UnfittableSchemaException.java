package dev.llmapi.provider.sandbox.schema;

/** A schema that no value fits, or none that the sandbox can find. */
public final class UnfittableSchemaException extends RuntimeException {
  private static final long serialVersionUID = 1;

  UnfittableSchemaException(String message) {
    super(message, null, false, false);
  }
}
