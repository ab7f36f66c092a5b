package dev.llmapi.app;

/** What a route takes beside its path and its body, one row each. */
enum RouteParameter {
  IDEMPOTENCY_KEY("header", "Idempotency-Key", "A repeat with the same key gets the first answer"),
  MAX_COST("header", "x-llmapi-max-cost-usd", "What the call may cost at most, in USD"),
  LIMIT("query", "limit", "How many at most, up to 100"),
  AFTER("query", "after", "The id behind which the page begins: last_id of the page before"),
  OF_PROJECT("query", "project", "Of one project, by its id or its name"),
  FROM("query", "from", "The first day, such as 2026-11-01; 29 days before the last if absent"),
  TO("query", "to", "The last day; today (UTC) if absent"),
  GROUP_BY("query", "group_by", "Some of day,project,key,model,provider,tags; all if absent"),
  FORMAT("query", "format", "json or csv"),
  OF_KEY("query", "key", "Of one key, by its id"),
  OF_MODEL("query", "model", "Of one model"),
  OF_PROVIDER("query", "provider", "Of one provider"),
  OF_TAG("query", "tag", "Of calls that had this tag among llmapi.tags");

  private final String place;
  private final String wireName;
  private final String description;

  RouteParameter(String place, String wireName, String description) {
    this.place = place;
    this.wireName = wireName;
    this.description = description;
  }

  /** OpenAPI's {@code in}. */
  String place() {
    return place;
  }

  String wireName() {
    return wireName;
  }

  String description() {
    return description;
  }
}
