package dev.llmapi.provider.sandbox.talk;

import static java.util.regex.Pattern.CASE_INSENSITIVE;
import static java.util.regex.Pattern.UNICODE_CASE;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds the words of a table in a text, whatever language they are in. Thread-safe.
 *
 * <p>In the table a star stands for any ending. Words in scripts without spaces are found anywhere;
 * others only as whole words, with an Arabic or Hebrew article before them or none.
 */
public final class WordSpotter {
  private static final String WORD_START = "(?<![\\p{L}\\p{M}\\p{N}])(?:ال|ה)?";
  private static final String WORD_END = "(?![\\p{L}\\p{M}\\p{N}])";

  private final Map<String, Pattern> patterns;

  private WordSpotter(Map<String, Pattern> patterns) {
    this.patterns = patterns;
  }

  /**
   * A word that was found.
   *
   * @param key of the table
   * @param start where the word begins
   * @param end where it has ended
   */
  public record Spot(String key, int start, int end) {}

  /** A spotter for the table {@code name}. */
  public static WordSpotter of(String name) {
    var patterns = new TreeMap<String, Pattern>();
    Resources.lists(name).forEach((key, words) -> patterns.put(key, anyOf(words)));
    return new WordSpotter(patterns);
  }

  /** The words under keys that begin with {@code prefix}, in the order of the text. */
  public List<Spot> find(String prefix, String text) {
    return patterns.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(prefix))
        .flatMap(entry ->
            entry
                .getValue()
                .matcher(text)
                .results()
                .map(match -> new Spot(entry.getKey(), match.start(), match.end())))
        .sorted(Comparator.comparingInt(Spot::start).thenComparing(Spot::key))
        .toList();
  }

  private static Pattern anyOf(List<String> words) {
    return Pattern.compile(
        words.stream().map(WordSpotter::pattern).collect(Collectors.joining("|")),
        CASE_INSENSITIVE | UNICODE_CASE);
  }

  private static String pattern(String word) {
    var open = word.endsWith("*");
    var stem = Pattern.quote(open ? word.substring(0, word.length() - 1) : word);
    if (Script.isWithoutSpaces(word.codePointAt(0))) {
      return stem;
    }
    return WORD_START + stem + (open ? "[\\p{L}\\p{M}]*" : WORD_END);
  }
}
