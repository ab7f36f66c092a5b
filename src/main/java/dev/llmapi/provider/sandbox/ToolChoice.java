package dev.llmapi.provider.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmapi.provider.sandbox.ToolOffer.Need;
import dev.llmapi.provider.sandbox.talk.Language;
import dev.llmapi.provider.sandbox.talk.Languages;
import dev.llmapi.provider.sandbox.talk.Skill;
import dev.llmapi.provider.sandbox.talk.WordSpotter;
import dev.llmapi.provider.sandbox.talk.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which of the offered tools a prompt asks for, by the words that it shares with their names,
 * descriptions and parameters.
 */
record ToolChoice(ToolOffer offer, String prompt) {
  /** A word of a tool's name says as much as these many of its description. */
  private static final int NAME_WEIGHT = 4;

  /** Words of the description alone that make a tool asked for. */
  private static final int ENOUGH_WORDS = 2;

  private static final int MOST_CHARACTERS = 8_000;

  /** What tools are often for, so that a prompt in one language finds a tool in another. */
  private static final WordSpotter TOPICS = WordSpotter.of("topics.properties");

  private static final String CALCULATE = "#calculate";

  /** Words of most tools' names, which tell nothing. */
  private static final Set<String> SAID_OF_ALL =
      Set.of("get", "set", "the", "tool", "function", "return", "given", "use", "call", "current");

  /** A tool and the words of the prompt that it shares. */
  private record Match(Tool tool, Set<String> inName, Set<String> inRest, int unsaidInName) {
    boolean isAskedFor() {
      return !inName.isEmpty() || inRest.size() >= ENOUGH_WORDS;
    }

    int score() {
      return NAME_WEIGHT * inName.size() + inRest.size() - unsaidInName;
    }
  }

  /** The tools to call, each once, the likelier first. */
  List<Tool> chosen() {
    var matches =
        offer.tools().stream()
            .map(this::match)
            .sorted(Comparator.comparingInt(Match::score).reversed())
            .toList();
    var asked = matches.stream().filter(Match::isAskedFor).toList();
    if (asked.isEmpty()) {
      return offer.need() == Need.REQUIRED ? List.of(matches.getFirst().tool()) : List.of();
    }
    return offer.parallel() ? withOwnWords(asked) : List.of(asked.getFirst().tool());
  }

  /** The best, and each further one that a word asks for which no better one has taken. */
  private static List<Tool> withOwnWords(List<Match> matches) {
    var tools = new ArrayList<Tool>();
    var taken = new HashSet<String>();
    for (var match : matches) {
      if (tools.isEmpty() || !taken.containsAll(match.inName())) {
        tools.add(match.tool());
        taken.addAll(match.inName());
        taken.addAll(match.inRest());
      }
    }
    return tools;
  }

  private Match match(Tool tool) {
    var language = Languages.detect(prompt);
    var said = wordsOfPrompt(language);
    var name = telling(spaced(tool.name()), language).toList();
    var rest =
        Stream.concat(
                telling(tool.description(), language), parameterWords(tool.parameters(), language))
            .toList();
    var inName = shared(said, name);
    var inRest = shared(said, rest);
    inRest.removeAll(inName);
    var unsaid =
        (int) name.stream().filter(word -> said.stream().noneMatch(w -> alike(w, word))).count();
    return new Match(tool, inName, inRest, unsaid);
  }

  /** The words of the prompt; one with a sum in it also asks to calculate. */
  private Set<String> wordsOfPrompt(Language language) {
    var words = telling(Words.first(prompt, MOST_CHARACTERS), language).collect(Collectors.toSet());
    Skill.findExpression(prompt).ifPresent(_ -> words.add(CALCULATE));
    return words;
  }

  private static Stream<String> parameterWords(JsonNode parameters, Language language) {
    return parameters
        .path("properties")
        .propertyStream()
        .flatMap(property -> {
          var schema = property.getValue();
          var values = schema.path("enum").valueStream().map(JsonNode::asText);
          return Stream.concat(
                  Stream.of(spaced(property.getKey()), schema.path("description").asText()), values)
              .flatMap(text -> telling(text, language));
        });
  }

  private static Set<String> shared(Set<String> said, List<String> words) {
    return said.stream()
        .filter(word -> words.stream().anyMatch(other -> alike(word, other)))
        .collect(Collectors.toCollection(HashSet::new));
  }

  /** Whether two words have one stem: the same, but for an ending. */
  private static boolean alike(String a, String b) {
    var shorter = Math.min(a.length(), b.length());
    var common = 0;
    while (common < shorter && a.charAt(common) == b.charAt(common)) {
      common++;
    }
    var longer = Math.max(a.length(), b.length()) - shorter;
    return common == shorter
        ? longer <= (shorter >= 5 ? 3 : 1)
        : common >= 5 && common >= shorter - 3;
  }

  /** The words of a text that mean something, plain; a topic's name for each word of a topic. */
  private static Stream<String> telling(String text, Language language) {
    var rest = new StringBuilder(Words.first(text, MOST_CHARACTERS));
    var topics = new ArrayList<String>();
    for (var spot : TOPICS.find("", rest.toString())) {
      topics.add("#" + spot.key());
      rest.replace(spot.start(), spot.end(), " ".repeat(spot.end() - spot.start()));
    }
    return Stream.concat(topics.stream(), plainWords(rest.toString(), language));
  }

  private static Stream<String> plainWords(String text, Language language) {
    return Words.of(text).stream()
        .filter(word -> !language.isStopWord(word))
        .map(Words::plain)
        .filter(word -> !Languages.all().getFirst().isStopWord(word))
        .filter(word -> word.length() > 1 && !SAID_OF_ALL.contains(word));
  }

  private static String spaced(String name) {
    return name.replaceAll("([a-z])([A-Z])", "$1 $2").replace('_', ' ').replace('-', ' ');
  }
}
