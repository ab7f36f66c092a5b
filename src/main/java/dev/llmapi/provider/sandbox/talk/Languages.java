package dev.llmapi.provider.sandbox.talk;

import java.lang.Character.UnicodeScript;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The languages of {@code languages.tsv}, and which of them a text is in. */
public final class Languages {
  private static final Pattern TAB = Pattern.compile("\t");
  private static final Pattern SPACE = Pattern.compile(" ");

  /** Enough of a text to know its language by. */
  private static final int MOST_CHARACTERS = 2_000;

  /** In the order of the file: where nothing tells, the first of a script is meant. */
  private static final List<Language> ALL =
      Resources.lines("languages.tsv").map(Languages::parse).toList();

  private Languages() {}

  public static List<Language> all() {
    return ALL;
  }

  /** The language of {@code text}; English where nothing in it tells. */
  public static Language detect(String text) {
    var sample = text.substring(0, Math.min(text.length(), MOST_CHARACTERS));
    var script = Script.mainOf(sample);
    var found = ALL.getFirst();
    var best = -1;
    for (var language : ALL) {
      if (language.script() == script && language.score(sample) > best) {
        best = language.score(sample);
        found = language;
      }
    }
    return found;
  }

  /** Whether anything in {@code text} tells its language. */
  public static boolean isTelling(String text) {
    return Script.mainOf(text) != UnicodeScript.LATIN || detect(text).score(text) > 0;
  }

  private static Language parse(String row) {
    var cells = TAB.split(row, -1);
    return new Language(
        cells[0],
        UnicodeScript.forName(cells[1]),
        cells[2].codePoints().boxed().collect(Collectors.toUnmodifiableSet()),
        Set.of(SPACE.split(cells[3])));
  }
}
