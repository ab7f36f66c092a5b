package dev.llmapi.provider.sandbox.talk;

import java.lang.Character.UnicodeScript;
import java.util.Locale;
import java.util.Set;

/**
 * A language that the sandbox answers in, and how its text is known.
 *
 * @param code ISO 639-1
 * @param letters that others of the same script do not use, or use less
 * @param stopWords its most frequent words, in lower case
 */
public record Language(
    String code, UnicodeScript script, Set<Integer> letters, Set<String> stopWords) {

  public Language {
    letters = Set.copyOf(letters);
    stopWords = Set.copyOf(stopWords);
  }

  /**
   * How much {@code text} looks like this language: two for each of its words, one for a letter.
   */
  int score(String text) {
    var words = Words.of(text).stream().filter(word -> isStopWord(word)).count();
    var own = text.codePoints().map(Character::toLowerCase).filter(letters::contains).count();
    return (int) Math.min(Integer.MAX_VALUE, 2 * words + own);
  }

  /** Whether a space stands between its sentences. */
  public boolean isSpaced() {
    return script != UnicodeScript.HAN && script != UnicodeScript.HIRAGANA;
  }

  /** Whether {@code word} is one of the words that carry grammar rather than meaning. */
  public boolean isStopWord(String word) {
    return stopWords.contains(word.toLowerCase(Locale.ROOT));
  }
}
