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
import java.util.Objects;
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
          Map.entry("ticker", Kind.SYMBOL),
          Map.entry("symbol", Kind.SYMBOL),
          Map.entry("currency", Kind.SYMBOL),
          Map.entry("name", Kind.PERSON),
          Map.entry("person", Kind.PERSON),
          Map.entry("people", Kind.PERSON),
          Map.entry("author", Kind.PERSON),
          Map.entry("customer", Kind.PERSON),
          Map.entry("user", Kind.PERSON),
          Map.entry("contact", Kind.PERSON),
          Map.entry("participants", Kind.PERSON),
          Map.entry("attendees", Kind.PERSON),
          Map.entry("guests", Kind.PERSON),
          Map.entry("city", Kind.NAME),
          Map.entry("location", Kind.NAME),
          Map.entry("place", Kind.NAME),
          Map.entry("country", Kind.NAME),
          Map.entry("destination", Kind.NAME),
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
          "uuid", Kind.UUID);

  /** Kinds in whose place any other text may do. */
  private static final Set<Kind> GUESSED = Set.of(Kind.PERSON, Kind.SYMBOL, Kind.NAME);

  /** Kinds of value for a property of which nothing else is known, the likelier first. */
  private static final List<Kind> ANY = List.of(Kind.QUOTED, Kind.NAME, Kind.PLACE);

  private final String prompt;
  private final List<Found> found;
  private final Set<String> words;
  private final String lowerCase;
  private final Beside beside;
  private final BitSet used = new BitSet();

  private PromptValues(String prompt, List<Found> found) {
    this.prompt = Words.first(prompt, PromptScan.MOST_CHARACTERS);
    this.lowerCase = this.prompt.toLowerCase(Locale.ROOT);
    this.found = List.copyOf(found);
    this.words =
        Words.of(this.prompt).stream().map(Words::plain).collect(Collectors.toUnmodifiableSet());
    this.beside = new Beside(this.prompt);
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
            || (value.length() > 3 && lowerCase.contains(value.toLowerCase(Locale.ROOT)));
  }

  /** Whether a word of a property's name stands in the prompt. */
  boolean speaksOf(String property) {
    return wordsOf(property).anyMatch(word -> word.length() > 2 && words.contains(word));
  }

  /** Texts that may fit a property of this name and format, the likelier first. */
  List<String> texts(String property, String format) {
    if (!format.isEmpty()) {
      var kind = KIND_BY_FORMAT.get(format);
      return kind == null
          ? List.of()
          : unusedOf(kind).stream().filter(text -> FormatExamples.isOf(format, text)).toList();
    }
    var kinds = wordsOf(property).filter(KIND_BY_WORD::containsKey).map(KIND_BY_WORD::get).toList();
    var ofKinds = kinds.stream().flatMap(kind -> unusedOf(kind).stream()).toList();
    if (!ofKinds.isEmpty() || !GUESSED.containsAll(kinds)) {
      return ofKinds;
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
    var near = new ArrayList<BigDecimal>();
    var others = new ArrayList<BigDecimal>();
    for (var text : unusedOf(Kind.NUMBER)) {
      var isNear = wordsOf(property).anyMatch(word -> beside.is(text, word));
      (isNear ? near : others).add(new BigDecimal(text));
    }
    near.addAll(others);
    return near;
  }

  /** Marks a value as given. */
  void use(String text) {
    for (var i = 0; i < found.size(); i++) {
      if (found.get(i).text().equals(text)) {
        used.set(i);
      }
    }
  }

  /** How many values there are for the elements of an array of texts, given or not. */
  int countFor(String property) {
    var kinds = wordsOf(property).map(KIND_BY_WORD::get).filter(Objects::nonNull).toList();
    var ofKinds = kinds.stream().mapToInt(kind -> ofKind(kind).size()).max().orElse(0);
    return ofKinds > 0 ? ofKinds : names().size();
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
