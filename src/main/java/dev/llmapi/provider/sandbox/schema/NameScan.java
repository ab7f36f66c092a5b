package dev.llmapi.provider.sandbox.schema;

import dev.llmapi.provider.sandbox.talk.Language;
import dev.llmapi.provider.sandbox.talk.Languages;
import dev.llmapi.provider.sandbox.talk.Words;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The capitalized words of a prompt that may be names.
 *
 * @param names those after a preposition; where there are none, the others
 * @param people those that follow no preposition
 */
record NameScan(List<String> names, List<String> people) {
  private static final String CAPITALIZED = "\\p{Lu}[\\p{L}\\p{M}'’.-]*[\\p{L}\\p{M}]";
  private static final Pattern NAME = Pattern.compile(CAPITALIZED + "(?:[ ]" + CAPITALIZED + ")*");

  /** What follows a name at the start of a sentence, and seldom another word there. */
  private static final Pattern AFTER_NAME =
      Pattern.compile(
          "(?U)\\s+(?:is|was|has|had|lives|works|wants|ist|war|hat|wohnt|est|était|habite|vive|tiene"
              + "|es|è|vive|mora|tem|é|heeft|woont)\\b.*"
              + "|\\s*(?:,|\\b(?:and|und|et|y|e|en|i|ve|и|та|και)\\b)\\s*\\p{Lu}.*",
          Pattern.DOTALL);

  static NameScan of(String prompt) {
    var language = Languages.detect(prompt);
    var after = new LinkedHashSet<String>();
    var others = new LinkedHashSet<String>();
    var listing = false;
    var previousEnd = 0;
    for (var match : NAME.matcher(prompt).results().toList()) {
      var between = prompt.substring(previousEnd, match.start());
      listing = endsWithPreposition(between) || (listing && isConnector(between));
      var starts = !listing && isSentenceStart(prompt, match.start());
      if (!starts || isNameAtStart(prompt, match.end())) {
        add(match.group(), listing ? after : others, language);
      }
      previousEnd = match.end();
    }
    return new NameScan(
        after.isEmpty() ? List.copyOf(others) : List.copyOf(after), List.copyOf(others));
  }

  private static void add(String name, Set<String> names, Language language) {
    if (!language.isStopWord(name) && name.length() > 1) {
      names.add(name);
    }
  }

  private static boolean endsWithPreposition(String text) {
    var words = Words.of(text);
    return !words.isEmpty()
        && text.endsWith(" ")
        && words.getLast().matches("(?iu)(?:" + PromptScan.BEFORE + ")");
  }

  /** Whether this is what stands between the members of a list: a comma, a word such as "and". */
  private static boolean isConnector(String text) {
    return text.strip().length() <= 4 && !text.contains(".") && !text.contains("?");
  }

  private static boolean isSentenceStart(String prompt, int at) {
    var before = prompt.substring(0, at).stripTrailing();
    return before.isEmpty() || ".!?¿¡:\n".indexOf(before.charAt(before.length() - 1)) >= 0;
  }

  private static boolean isNameAtStart(String prompt, int end) {
    return AFTER_NAME.matcher(prompt).region(end, prompt.length()).lookingAt();
  }
}
