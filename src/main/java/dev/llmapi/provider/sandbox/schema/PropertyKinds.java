package dev.llmapi.provider.sandbox.schema;

import dev.llmapi.provider.sandbox.schema.PromptScan.Kind;
import dev.llmapi.provider.sandbox.talk.Words;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What kind of value a property wants, by its name and its format. */
final class PropertyKinds {
  /** Properties that want all of the prompt. */
  static final Set<String> WHOLE =
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
  static final Map<String, Kind> KIND_BY_WORD =
      Map.ofEntries(
          Map.entry("email", Kind.EMAIL),
          Map.entry("mail", Kind.EMAIL),
          Map.entry("to", Kind.ADDRESSEE),
          Map.entry("recipient", Kind.ADDRESSEE),
          Map.entry("sender", Kind.ADDRESSEE),
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

  static final Map<String, Kind> KIND_BY_FORMAT =
      Map.of(
          "email", Kind.EMAIL,
          "uri", Kind.URL,
          "url", Kind.URL,
          "date", Kind.DATE,
          "uuid", Kind.UUID);

  /** Kinds in whose place any other text may do. */
  static final Set<Kind> GUESSED = Set.of(Kind.PERSON, Kind.SYMBOL, Kind.NAME, Kind.ADDRESSEE);

  /** Kinds of value for a property of which nothing else is known, the likelier first. */
  static final List<Kind> ANY = List.of(Kind.QUOTED, Kind.NAME, Kind.PLACE);

  private PropertyKinds() {}

  /** The words of a property's name, plain. */
  static Stream<String> wordsOf(String property) {
    var spaced = property.replaceAll("([a-z])([A-Z])", "$1 $2").replace('_', ' ');
    return Words.of(spaced).stream().map(Words::plain);
  }
}
