package dev.llmapi.catalog;

/** What a target makes of a parameter. */
enum Support {
  /** It goes on with the same name and meaning. */
  HONOURED,
  /** It goes on in the platform's own terms. */
  TRANSLATED,
  /** It is left out, and the receipt says so. */
  DROPPED,
  /** The request is refused, for without the parameter it would mean something else. */
  REFUSED;

  boolean passes() {
    return this == HONOURED || this == TRANSLATED;
  }
}
