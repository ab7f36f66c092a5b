package dev.llmapi.app.admin;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which page of a list is asked for, in OpenAI's words.
 *
 * @param limit how many elements at most
 * @param after the id of the last element of the page before
 */
public record PageAsked(int limit, Optional<String> after) {

  /** The most that a page has, and what it has where nobody says. */
  static final int MOST = 100;

  /**
   * Reads the query.
   *
   * @throws dev.llmapi.model.FailureException when {@code limit} is none
   */
  public static PageAsked of(@Nullable String limit, @Nullable String after) {
    return new PageAsked(
        limit == null ? MOST : limit(limit),
        Optional.ofNullable(after).filter(id -> !id.isEmpty()));
  }

  private static int limit(String text) {
    if (text.matches("[0-9]{1,3}")) {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= MOST) {
        return limit;
      }
    }
    throw LimitsJson.wrong("limit", "must be a whole number from 1 to " + MOST);
  }
}
