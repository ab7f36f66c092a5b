package dev.llmapi.provider.sandbox.schema;

import static java.util.regex.Pattern.CASE_INSENSITIVE;
import static java.util.regex.Pattern.UNICODE_CASE;

import dev.llmapi.provider.sandbox.talk.Languages;
import dev.llmapi.provider.sandbox.talk.Skill;
import dev.llmapi.provider.sandbox.talk.Words;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the values in a prompt, by how they are written. */
final class PromptScan {
  private static final int MOST_CHARACTERS = 8_000;
  private static final int FLAGS = CASE_INSENSITIVE | UNICODE_CASE;

  /** What a value looks like. */
  enum Kind {
    QUOTED("[\"“„«「『]\\s*([^\"“”„«»「」『』]{1,300}?)\\s*[\"“”»」』]"),
    EMAIL("([\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+)"),
    URL("(https?://[^\\s\"'<>]+[^\\s\"'<>.,;:!?)])"),
    DATE("\\b(\\d{4}-\\d{2}-\\d{2})\\b"),
    TIME("\\b(\\d{1,2}:\\d{2}(?::\\d{2})?)\\b"),
    IDENTIFIER("(?<![\\w@./-])#?((?=[\\w-]*\\d)[\\p{L}\\d][\\w-]*)(?![\\w@])"),
    NUMBER("(?<![\\w.,:/-])(-?\\d{1,15}(?:\\.\\d{1,15})?)(?![\\w:/]|[.,-]\\d)"),
    EXPRESSION(""),
    NAME(""),
    PLACE("");

    private final Pattern pattern;

    Kind(String pattern) {
      this.pattern = Pattern.compile(pattern);
    }
  }

  /** A value of a prompt. */
  record Found(Kind kind, String text) {}

  private static final String CAPITALIZED = "\\p{Lu}[\\p{L}\\p{M}'’.-]*[\\p{L}\\p{M}]";
  private static final Pattern NAME = Pattern.compile(CAPITALIZED + "(?:[ ]" + CAPITALIZED + ")*");

  /** What may stand before a place or another object of a request. */
  private static final String BEFORE =
      "in|near|for|from|to|of|about|nach|für|von|aus|über|à|au|aux|pour|de|en|para|desde|hacia|a|per|da|di|su"
          + "|em|do|voor|naar|uit|w|we|dla|do|z|в|во|для|из|у|від|για|από|στην|στο|στη|في|عن|إلى";

  private static final Pattern AFTER_PREPOSITION =
      Pattern.compile("(?<![\\p{L}\\p{M}])(?:" + BEFORE + ")\\s+([\\p{L}\\p{M}'’-]{2,})", FLAGS);

  /** What a question in a script without capitals and spaces begins with. */
  private static final Pattern BEFORE_PARTICLE =
      Pattern.compile("([\\p{IsHan}\\p{IsKatakana}\\p{IsHangul}ー]{2,8}?)(?:的|の|は|에서|의|\\s)");

  private PromptScan() {}

  static List<Found> scan(String whole) {
    var prompt = whole.substring(0, Math.min(whole.length(), MOST_CHARACTERS));
    var found = new ArrayList<Found>();
    for (var kind : Kind.values()) {
      texts(kind, prompt).distinct().forEach(text -> found.add(new Found(kind, text)));
    }
    return found;
  }

  private static Stream<String> texts(Kind kind, String prompt) {
    return switch (kind) {
      case QUOTED, EMAIL, URL, DATE, TIME, IDENTIFIER, NUMBER ->
          kind.pattern.matcher(prompt).results().map(match -> match.group(1));
      case EXPRESSION -> Skill.findExpression(prompt).stream();
      case NAME -> names(prompt).stream();
      case PLACE -> places(prompt);
    };
  }

  /** Capitalized words, those after a preposition first, without the one that a sentence begins. */
  private static List<String> names(String prompt) {
    var language = Languages.detect(prompt);
    var after = new LinkedHashSet<String>();
    var others = new LinkedHashSet<String>();
    var listing = false;
    var previousEnd = 0;
    for (var match : NAME.matcher(prompt).results().toList()) {
      var between = prompt.substring(previousEnd, match.start());
      var name = match.group();
      var starts = isSentenceStart(prompt, match.start());
      listing = endsWithPreposition(between) || (listing && isConnector(between));
      if (listing) {
        after.add(name);
      } else if (!starts && !language.isStopWord(name) && name.length() > 1) {
        others.add(name);
      }
      previousEnd = match.end();
    }
    return after.isEmpty() ? List.copyOf(others) : List.copyOf(after);
  }

  private static boolean endsWithPreposition(String text) {
    var words = Words.of(text);
    return !words.isEmpty()
        && text.endsWith(" ")
        && words.getLast().matches("(?iu)(?:" + BEFORE + ")");
  }

  /** Whether this is what stands between the members of a list: a comma, a word such as "and". */
  private static boolean isConnector(String text) {
    return text.strip().length() <= 4 && !text.contains(".") && !text.contains("?");
  }

  private static boolean isSentenceStart(String prompt, int at) {
    var before = prompt.substring(0, at).stripTrailing();
    return before.isEmpty() || ".!?¿¡:\n".indexOf(before.charAt(before.length() - 1)) >= 0;
  }

  private static Stream<String> places(String prompt) {
    var language = Languages.detect(prompt);
    var after =
        AFTER_PREPOSITION
            .matcher(prompt)
            .results()
            .map(match -> match.group(1))
            .filter(word -> !language.isStopWord(word));
    var particle = BEFORE_PARTICLE.matcher(prompt).results().map(match -> match.group(1)).limit(1);
    return Stream.concat(after, particle);
  }

  /** Whether {@code word} stands within two words of {@code number}. */
  static boolean isBeside(String prompt, String number, String word) {
    if (word.length() < 3) {
      return false;
    }
    var stem = Pattern.quote(word);
    var quoted = Pattern.quote(number);
    var gap = "\\W+(?:\\w+\\W+){0,2}";
    return Pattern.compile(stem + "s?" + gap + quoted + "|" + quoted + gap + stem, FLAGS)
        .matcher(prompt)
        .find();
  }
}
