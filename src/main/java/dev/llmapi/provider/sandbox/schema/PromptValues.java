package dev.llmapi.provider.sandbox.schema;

import dev.llmapi.provider.sandbox.schema.PromptScan.Found;
import dev.llmapi.provider.sandbox.schema.PromptScan.Kind;
import dev.llmapi.provider.sandbox.talk.Words;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The values that a prompt holds, for filling in: names, numbers, quoted texts, addresses.
 *
 * <p>Each is given once as long as others are left. One per example; not thread-safe.
 */
public final class PromptValues {
  private static final int WHOLE_CHARACTERS = 500;

  /** Properties that want all of the prompt. */
  private static final Set<String> WHOLE =
      Set.of(
          "query",
          "q",
          "question",
          "text",
          "message",
          "prompt",
          "input",
          "content",
          "search",
          "sentence",
          "task",
          "instruction",
          "instructions",
          "term",
          "body",
          "request",
          "keywords");

  /** Properties that want a kind of value, by a word in their name. */
  private static final Map<String, Kind> KIND_BY_WORD =
      Map.ofEntries(
          Map.entry("email", Kind.EMAIL),
          Map.entry("mail", Kind.EMAIL),
          Map.entry("url", Kind.URL),
          Map.entry("uri", Kind.URL),
          Map.entry("link", Kind.URL),
          Map.entry("website", Kind.URL),
          Map.entry("date", Kind.DATE),
          Map.entry("day", Kind.DATE),
          Map.entry("time", Kind.TIME),
          Map.entry("id", Kind.IDENTIFIER),
          Map.entry("code", Kind.IDENTIFIER),
          Map.entry("number", Kind.IDENTIFIER),
          Map.entry("sku", Kind.IDENTIFIER),
          Map.entry("zip", Kind.IDENTIFIER),
          Map.entry("expression", Kind.EXPRESSION),
          Map.entry("formula", Kind.EXPRESSION),
          Map.entry("equation", Kind.EXPRESSION),
          Map.entry("calculation", Kind.EXPRESSION));

  private static final Map<String, Kind> KIND_BY_FORMAT =
      Map.of(
          "email", Kind.EMAIL,
          "uri", Kind.URL,
          "url", Kind.URL,
          "date", Kind.DATE,
          "time", Kind.TIME,
          "uuid", Kind.IDENTIFIER);

  /** Kinds of value for a property of which nothing else is known, the likelier first. */
  private static final List<Kind> ANY = List.of(Kind.QUOTED, Kind.NAME, Kind.PLACE);

  private final String prompt;
  private final List<Found> found;
  private final Set<String> words;
  private final BitSet used = new BitSet();

  private PromptValues(String prompt, List<Found> found) {
    this.prompt = prompt;
    this.found = List.copyOf(found);
    this.words =
        Words.of(prompt).stream().map(Words::plain).collect(Collectors.toUnmodifiableSet());
  }

  /** The values in {@code prompt}. */
  public static PromptValues of(String prompt) {
    return new PromptValues(prompt, PromptScan.scan(prompt));
  }

  /** These values with {@code name} as the only name among them. */
  public PromptValues withOnlyName(String name) {
    var others = found.stream().filter(value -> !ANY.contains(value.kind()));
    return new PromptValues(
        prompt, Stream.concat(Stream.of(new Found(Kind.NAME, name)), others).toList());
  }

  /** The names that are listed in the prompt, as in {@code Paris and London}. */
  public List<String> names() {
    var quoted = ofKind(Kind.QUOTED);
    return quoted.isEmpty() ? ofKind(Kind.NAME) : quoted;
  }

  /** Whether {@code value} stands in the prompt as words of their own. */
  public boolean mentions(String value) {
    if (value.isBlank()) {
      return false;
    }
    var wanted = Words.of(value).stream().map(Words::plain).toList();
    return wanted.isEmpty()
        ? prompt.contains(value)
        : words.containsAll(wanted)
            || (prompt.toLowerCase(Locale.ROOT).contains(value.toLowerCase(Locale.ROOT))
                && value.length() > 3);
  }

  /** Whether a word of a property's name stands in the prompt. */
  boolean speaksOf(String property) {
    return wordsOf(property).anyMatch(word -> word.length() > 2 && words.contains(word));
  }

  /** Texts that may fit a property of this name and format, the likelier first. */
  List<String> texts(String property, String format) {
    if (!format.isEmpty()) {
      var kind = KIND_BY_FORMAT.get(format);
      return kind == null ? List.of() : unusedOf(kind);
    }
    var kinds = wordsOf(property).filter(KIND_BY_WORD::containsKey).map(KIND_BY_WORD::get).toList();
    if (!kinds.isEmpty()) {
      return kinds.stream().flatMap(kind -> unusedOf(kind).stream()).toList();
    }
    var some = ANY.stream().flatMap(kind -> unusedOf(kind).stream()).toList();
    var whole = !prompt.isBlank() && wordsOf(property).anyMatch(WHOLE::contains);
    if (!whole) {
      return some;
    }
    var quoted = unusedOf(Kind.QUOTED);
    return quoted.isEmpty() ? List.of(Words.shorten(prompt, WHOLE_CHARACTERS)) : quoted;
  }

  /** Numbers that may fit a property; those beside a word of its name first. */
  List<BigDecimal> numbers(String property) {
    var beside = new ArrayList<BigDecimal>();
    var others = new ArrayList<BigDecimal>();
    for (var text : unusedOf(Kind.NUMBER)) {
      var near = wordsOf(property).anyMatch(word -> PromptScan.isBeside(prompt, text, word));
      (near ? beside : others).add(new BigDecimal(text));
    }
    beside.addAll(others);
    return beside;
  }

  /** Marks a value as given. */
  void use(String text) {
    for (var i = 0; i < found.size(); i++) {
      if (!used.get(i) && found.get(i).text().equals(text)) {
        used.set(i);
        return;
      }
    }
  }

  /** What has been given so far, for {@link #reset}. */
  BitSet mark() {
    return (BitSet) used.clone();
  }

  void reset(BitSet mark) {
    used.clear();
    used.or(mark);
  }

  private List<String> ofKind(Kind kind) {
    return found.stream().filter(value -> value.kind() == kind).map(Found::text).toList();
  }

  private List<String> unusedOf(Kind kind) {
    var texts = new ArrayList<String>();
    for (var i = 0; i < found.size(); i++) {
      if (!used.get(i) && found.get(i).kind() == kind) {
        texts.add(found.get(i).text());
      }
    }
    return texts;
  }

  private static Stream<String> wordsOf(String property) {
    var spaced = property.replaceAll("([a-z])([A-Z])", "$1 $2").replace('_', ' ');
    return Words.of(spaced).stream().map(Words::plain);
  }
}
