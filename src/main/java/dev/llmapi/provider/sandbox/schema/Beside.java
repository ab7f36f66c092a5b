package dev.llmapi.provider.sandbox.schema;

import dev.llmapi.provider.sandbox.talk.Words;
import java.util.List;
import java.util.regex.Pattern;

/** Which words of a prompt stand near which of its numbers. */
final class Beside {
  private static final Pattern TOKEN =
      Pattern.compile("-?\\d+(?:\\.\\d+)?(?![\\p{L}\\p{M}])|[\\p{L}\\p{M}\\p{N}]+");

  /** With two others between them they are still near. */
  private static final int MOST_DISTANCE = 3;

  private static final int LEAST_LETTERS = 3;

  private final List<String> tokens;

  Beside(String prompt) {
    this.tokens = TOKEN.matcher(prompt).results().map(match -> Words.plain(match.group())).toList();
  }

  /** Whether {@code word}, in the singular or the plural, stands near {@code number}. */
  boolean is(String number, String word) {
    if (word.length() < LEAST_LETTERS) {
      return false;
    }
    for (var i = 0; i < tokens.size(); i++) {
      if (tokens.get(i).equals(number)) {
        var near =
            tokens.subList(
                Math.max(0, i - MOST_DISTANCE), Math.min(tokens.size(), i + MOST_DISTANCE + 1));
        if (near.contains(word) || near.contains(word + "s")) {
          return true;
        }
      }
    }
    return false;
  }
}
