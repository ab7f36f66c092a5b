package dev.llmapi.proof;

import static dev.llmapi.proof.Money.DIME;

/** What a call asks for, beside what it uses. A token costs $0.0001 and a call uses 1,000. */
enum Shape {
  /** Reserves what it uses. */
  EXACT("reserves what it uses", 1_000, DIME),
  /** Reserves four times what it uses. */
  FOUR_TIMES("reserves four times", 4_000, 4 * DIME),
  /** Names no limit: the gateway sends one of 4,096 tokens, or of what is left down to 256. */
  NO_LIMIT("names no limit", 0, 256 * Money.TOKEN),
  /** The provider uses ten times its limit. */
  OVERRUN("is charged ten times", 1_000, DIME);

  /** What a call uses that may use so much. */
  static final int USED_TOKENS = 1_000;

  private final String told;
  private final int limit;
  private final long least;

  Shape(String told, int limit, long least) {
    this.told = told;
    this.limit = limit;
    this.least = least;
  }

  String told() {
    return told;
  }

  /** The least that a call must be able to reserve, in nano-dollars: what one call's money is. */
  long leastNanoUsd() {
    return least;
  }

  /** How many calls a budget of $5.00 lets be under way at once. */
  int mostAtOnce() {
    return this == NO_LIMIT ? 13 : (int) (Money.BUDGET / least);
  }

  /** The body of a call. */
  String body(String model, boolean stream, String user) {
    String cap = limit == 0 ? "" : ",\"max_completion_tokens\":" + limit;
    return """
    {"model":"wall/%s","stream":%s,"user":"%s","messages":[{"role":"user","content":"Hi"}]%s}\
    """
        .formatted(model, stream, user, cap);
  }
}
