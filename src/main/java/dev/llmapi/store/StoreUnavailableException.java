package dev.llmapi.store;

/**
 * The store cannot be reached, is throttled or too slow, or does not know whether it did what it
 * was asked. The caller gets 503 with Retry-After: never 401, and never an unmetered call.
 */
public final class StoreUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public StoreUnavailableException(String what, Throwable cause) {
    super(what, cause);
  }
}
