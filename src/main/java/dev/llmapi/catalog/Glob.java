package dev.llmapi.catalog;

import java.util.List;

/**
 * A cell of a table that names by pattern: {@code *} is any text, {@code ?} one character, {@code
 * |} divides alternatives.
 */
public record Glob(List<String> alternatives) {

  public Glob {
    alternatives = List.copyOf(alternatives);
  }

  public static Glob of(String cell) {
    return new Glob(List.of(cell.split("\\|", -1)));
  }

  public boolean matches(String name) {
    for (String pattern : alternatives) {
      if (matches(pattern, name)) {
        return true;
      }
    }
    return false;
  }

  /** Walks both once; on a mismatch the last star takes one character more. */
  private static boolean matches(String pattern, String name) {
    int at = 0;
    int star = -1;
    int starEnd = 0;
    for (int i = 0; i < name.length(); ) {
      if (at < pattern.length() && pattern.charAt(at) == '*') {
        star = at++;
        starEnd = i;
      } else if (at < pattern.length()
          && (pattern.charAt(at) == '?' || pattern.charAt(at) == name.charAt(i))) {
        at++;
        i++;
      } else if (star >= 0) {
        at = star + 1;
        i = ++starEnd;
      } else {
        return false;
      }
    }
    return pattern.substring(at).chars().allMatch(c -> c == '*');
  }
}
