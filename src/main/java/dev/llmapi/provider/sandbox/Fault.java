package dev.llmapi.provider.sandbox;

/** What goes wrong with an answer, on purpose, so that clients can be tried against it. */
enum Fault {
  NONE,
  /** 429 with {@code Retry-After: 2}. */
  RATE_LIMITED,
  /** 500. */
  SERVER_ERROR,
  /** 503 with {@code Retry-After: 1}. */
  OVERLOADED,
  /** A first byte that takes long, then a slow drip. */
  SLOW,
  /** A stream, or a whole answer, that falls silent half way. */
  STALL,
  /** An answer that ends half way: no {@code finish_reason}, no {@code [DONE]}. */
  CUT,
  /** JSON that is broken half way. */
  MALFORMED
}
