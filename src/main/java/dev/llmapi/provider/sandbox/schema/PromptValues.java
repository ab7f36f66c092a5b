package dev.llmapi.provider.sandbox.schema;

import dev.llmapi.provider.sandbox.schema.PromptScan.Found;
import dev.llmapi.provider.sandbox.schema.PromptScan.Kind;
import dev.llmapi.provider.sandbox.talk.Words;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
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

  private final String prompt;
  private final List<Found> found;
  private final Set<String> words;
  private final String lowerCase;
  private final Beside beside;
  private final BitSet used = new BitSet();
  private final Map<String, List<String>> known = new HashMap<>();

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

  /**
   * Adds a value for properties that have {@code word}, in the singular or plural, in their name.
   */
  public void know(String word, String value) {
    known.computeIfAbsent(word, _ -> new ArrayList<>()).add(value);
  }

  /** What is known for a property of this name, the likelier first. */
  private List<String> knownFor(String property) {
    return PropertyKinds.wordsOf(property)
        .map(word -> word.replace("colour", "color"))
        .flatMap(word -> Stream.of(word, word.replaceFirst("s$", "")).distinct())
        .flatMap(word -> known.getOrDefault(word, List.of()).stream())
        .distinct()
        .toList();
  }

  /** These values with {@code name} as the only name among them. */
  public PromptValues withOnlyName(String name) {
    var others = found.stream().filter(value -> !PropertyKinds.ANY.contains(value.kind()));
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
    return PropertyKinds.wordsOf(property)
        .anyMatch(word -> word.length() > 2 && words.contains(word));
  }

  /** Texts that may fit a property of this name and format, the likelier first. */
  List<String> texts(String property, String format, int salt) {
    var facts = new ArrayList<>(knownFor(property));
    Collections.rotate(facts, -salt);
    return Stream.concat(facts.stream(), said(property, format).stream()).toList();
  }

  private List<String> said(String property, String format) {
    if (!format.isEmpty()) {
      var kind = PropertyKinds.KIND_BY_FORMAT.get(format);
      return kind == null
          ? List.of()
          : unusedOf(kind).stream().filter(text -> FormatExamples.isOf(format, text)).toList();
    }
    var kinds =
        PropertyKinds.wordsOf(property)
            .filter(PropertyKinds.KIND_BY_WORD::containsKey)
            .map(PropertyKinds.KIND_BY_WORD::get)
            .toList();
    var ofKinds = kinds.stream().flatMap(kind -> unusedOf(kind).stream()).toList();
    if (!ofKinds.isEmpty() || !PropertyKinds.GUESSED.containsAll(kinds)) {
      return ofKinds;
    }
    var some = PropertyKinds.ANY.stream().flatMap(kind -> unusedOf(kind).stream()).toList();
    var whole =
        !prompt.isBlank()
            && PropertyKinds.wordsOf(property).anyMatch(PropertyKinds.WHOLE::contains);
    if (!whole) {
      return some;
    }
    var quoted = unusedOf(Kind.QUOTED);
    return quoted.isEmpty() ? List.of(Words.shorten(prompt, WHOLE_CHARACTERS)) : quoted;
  }

  /** Numbers that may fit a property; those beside a word of its name first. */
  List<BigDecimal> numbers(String property) {
    var near = new ArrayList<BigDecimal>();
    knownFor(property).stream()
        .filter(value -> value.matches("\\d{1,9}"))
        .forEach(value -> near.add(new BigDecimal(value)));
    var others = new ArrayList<BigDecimal>();
    for (var text : unusedOf(Kind.NUMBER)) {
      var isNear = PropertyKinds.wordsOf(property).anyMatch(word -> beside.is(text, word));
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
    var kinds =
        PropertyKinds.wordsOf(property)
            .map(PropertyKinds.KIND_BY_WORD::get)
            .filter(Objects::nonNull)
            .toList();
    var ofKinds = kinds.stream().mapToInt(kind -> ofKind(kind).size()).max().orElse(0);
    var some = Math.max(ofKinds, knownFor(property).size());
    return some > 0 ? some : names().size();
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
}
