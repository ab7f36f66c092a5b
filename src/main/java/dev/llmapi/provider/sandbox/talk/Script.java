package dev.llmapi.provider.sandbox.talk;

import java.lang.Character.UnicodeScript;
import java.util.EnumMap;

/** The scripts of Unicode, as far as they tell languages apart. */
final class Script {
  private Script() {}

  /** Whether words of this character's script are written without spaces, or one cannot tell. */
  static boolean isWithoutSpaces(int codePoint) {
    return switch (UnicodeScript.of(codePoint)) {
      case HAN, HIRAGANA, KATAKANA, HANGUL, THAI -> true;
      default -> false;
    };
  }

  /**
   * The script that most letters of {@code text} are in. Han counts as Japanese where Kana stand
   * beside it; text without letters counts as Latin.
   */
  static UnicodeScript mainOf(String text) {
    var counts = new EnumMap<UnicodeScript, Integer>(UnicodeScript.class);
    text.codePoints()
        .filter(Character::isLetter)
        .mapToObj(UnicodeScript::of)
        .forEach(script -> counts.merge(script, 1, Integer::sum));
    var kana =
        counts.containsKey(UnicodeScript.HIRAGANA) || counts.containsKey(UnicodeScript.KATAKANA);
    if (kana) {
      counts.merge(UnicodeScript.HIRAGANA, counts.getOrDefault(UnicodeScript.HAN, 0), Integer::sum);
    }
    return counts.entrySet().stream()
        .max((a, b) ->
            Integer.compare(a.getValue() * weight(a.getKey()), b.getValue() * weight(b.getKey())))
        .map(entry ->
            entry.getKey() == UnicodeScript.KATAKANA ? UnicodeScript.HIRAGANA : entry.getKey())
        .orElse(UnicodeScript.LATIN);
  }

  /** One character of these says as much as three letters of an alphabet. */
  private static int weight(UnicodeScript script) {
    return switch (script) {
      case HAN, HIRAGANA, KATAKANA, HANGUL -> 3;
      default -> 1;
    };
  }
}
