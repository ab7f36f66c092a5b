package dev.llmapi.provider.sandbox.schema;

import static java.util.regex.Pattern.CASE_INSENSITIVE;
import static java.util.regex.Pattern.UNICODE_CASE;

import dev.llmapi.provider.sandbox.talk.Languages;
import dev.llmapi.provider.sandbox.talk.Skill;
import dev.llmapi.provider.sandbox.talk.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the values in a prompt, by how they are written. */
final class PromptScan {
  static final int MOST_CHARACTERS = 8_000;
  private static final int MOST_OF_A_KIND = 50;
  private static final int FLAGS = CASE_INSENSITIVE | UNICODE_CASE;

  /** What a value looks like. */
  enum Kind {
    QUOTED(
        "(?:[\"“„«「『]|(?<![\\p{L}\\p{N}])')\\s*((?:[^\"“”„«»「」『』']|(?<=\\p{L})'(?=\\p{L})){1,300}?)"
            + "\\s*(?:[\"“”»」』]|'(?![\\p{L}\\p{N}]))"),
    EMAIL("(?<![\\w.+-])([\\w+-]+(?:\\.[\\w+-]+)*@[\\w-]+(?:\\.[\\w-]+)+)"),
    URL("(https?://[^\\s\"'<>]+[^\\s\"'<>.,;:!?)])"),
    DATE("\\b(\\d{4}-\\d{2}-\\d{2})\\b"),
    TIME("\\b(\\d{1,2}:\\d{2}(?::\\d{2})?)\\b"),
    UUID("(?i)(?<![\\w-])(\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12})(?![\\w-])"),
    SYMBOL("(?<![\\p{L}\\d])(\\p{Lu}{2,5})(?![\\p{L}\\d])"),
    IDENTIFIER("(?<![\\w@./-])#?((?=[\\w-]*\\d)[\\p{L}\\d][\\w-]*)(?![\\w@])"),
    NUMBER("(?<![\\w.,:/-])(-?\\d{1,15}(?:\\.\\d{1,15})?)(?![\\w:/]|[.,-]\\d)"),
    ADDRESSEE(""),
    EXPRESSION(""),
    NAME(""),
    PERSON(""),
    PLACE("");

    private final Pattern pattern;

    Kind(String pattern) {
      this.pattern = Pattern.compile(pattern);
    }
  }

  /** A value of a prompt. */
  record Found(Kind kind, String text) {}

  /** What may stand before a place or another object of a request. */
  static final String BEFORE =
      "in|near|for|from|to|of|about|nach|für|von|aus|über|à|au|aux|pour|de|en|para|desde|hacia|a|per|da|di|su"
          + "|em|do|voor|naar|uit|w|we|dla|do|z|в|во|для|из|у|від|για|από|στην|στο|στη|في|عن|إلى";

  private static final Pattern AFTER_PREPOSITION =
      Pattern.compile("(?<![\\p{L}\\p{M}])(?:" + BEFORE + ")\\s+([\\p{L}\\p{M}'’-]{2,})", FLAGS);

  /** What a question in a script without capitals and spaces begins with. */
  private static final Pattern BEFORE_PARTICLE =
      Pattern.compile("([\\p{IsHan}\\p{IsKatakana}\\p{IsHangul}ー]{2,8}?)(?:的|の|は|에서|의|\\s)");

  private PromptScan() {}

  static List<Found> scan(String whole) {
    var prompt = Words.first(whole, MOST_CHARACTERS);
    var found = new ArrayList<Found>();
    for (var kind : Kind.values()) {
      texts(kind, prompt)
          .distinct()
          .limit(MOST_OF_A_KIND)
          .forEach(text -> found.add(new Found(kind, text)));
    }
    return found;
  }

  private static Stream<String> texts(Kind kind, String prompt) {
    return switch (kind) {
      case QUOTED, EMAIL, URL, DATE, TIME, UUID, SYMBOL, IDENTIFIER, NUMBER ->
          kind.pattern.matcher(prompt).results().map(match -> match.group(1));
      case ADDRESSEE -> texts(Kind.EMAIL, prompt);
      case EXPRESSION -> Skill.findExpression(prompt).stream();
      case NAME -> NameScan.of(prompt).names().stream();
      case PERSON -> NameScan.of(prompt).people().stream();
      case PLACE -> places(prompt);
    };
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
}
