package dev.llmapi.provider.sandbox.talk;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The lists of {@code skills.properties}. */
final class SkillWords {
  private static final Map<String, List<String>> LISTS = Resources.lists("skills.properties");

  private SkillWords() {}

  /** The words of a list as a pattern: any of them, the longer first. */
  static String anyOf(String list) {
    return LISTS.getOrDefault(list, List.of()).stream()
        .sorted(Comparator.comparingInt(String::length).reversed())
        .map(Pattern::quote)
        .collect(Collectors.joining("|", "(?:", ")"));
  }
}
