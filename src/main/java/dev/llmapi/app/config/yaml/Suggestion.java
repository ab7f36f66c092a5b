package dev.llmapi.app.config.yaml;

import java.util.Collection;
import java.util.Comparator;

/** "Did you mean": the nearest of the names that would have been right. */
public final class Suggestion {

  private static final int MOST_EDITS = 3;

  private Suggestion() {}

  /** The question, with what leads up to it; empty where nothing is near. */
  public static String of(String wrong, Collection<String> right) {
    return right.stream()
        .filter(name -> edits(wrong, name) <= Math.min(MOST_EDITS, name.length() / 2))
        .min(Comparator.comparingInt(name -> edits(wrong, name)))
        .map(name -> "; did you mean " + name + "?")
        .orElse("");
  }

  /** Levenshtein's distance: how many letters must be put in, taken out or changed. */
  static int edits(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int change = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[to.length()];
  }
}
