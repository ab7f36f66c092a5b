package dev.llmapi.provider.sandbox.talk;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The words of a text. */
public final class Words {
  private static final Pattern WORD =
      Pattern.compile("[\\p{L}\\p{M}\\p{N}]+(?:['’][\\p{L}\\p{M}]+)*");
  private static final Pattern MARKS = Pattern.compile("\\p{Mn}+");

  /** A text is looked at this far, and some more, to be shortened: white space may abound. */
  private static final int MOST_READ = 1_000;

  private Words() {}

  /** The words in order, as written; in scripts without spaces a run of characters is one word. */
  public static List<String> of(String text) {
    return WORD.matcher(text).results().map(match -> match.group()).toList();
  }

  /** {@code word} in lower case and without accents, for comparing. */
  public static String plain(String word) {
    var lower = word.toLowerCase(Locale.ROOT);
    return MARKS.matcher(Normalizer.normalize(lower, Normalizer.Form.NFD)).replaceAll("");
  }

  /** The beginning of {@code text}: at most {@code most} characters, as far as a char goes. */
  public static String first(String text, int most) {
    return text.length() <= most
        ? text
        : text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
  }

  /** At most {@code most} characters of {@code text} on one line, with an ellipsis where cut. */
  public static String shorten(String text, int most) {
    var line = first(text, MOST_READ + 4 * most).strip().replaceAll("\\s+", " ");
    return line.codePointCount(0, line.length()) <= most
        ? line
        : line.substring(0, line.offsetByCodePoints(0, most)).stripTrailing() + "…";
  }
}
