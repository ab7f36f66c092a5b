package dev.llmapi.provider.sandbox.schema;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The regular expressions of one schema: what they find and examples of it, at a bounded cost.
 *
 * <p>Java's syntax takes two things in a class otherwise than ECMAScript's: a bracket, and {@code
 * &&}. Both are escaped.
 */
final class Patterns {
  private static final int MOST_PATTERN_CHARACTERS = 2_000;

  /** How often all matching together may look at a character. */
  private static final int MOST_LOOKS = 3_000_000;

  private final Map<String, Pattern> compiled = new HashMap<>();
  private final Map<String, PatternExample> examples = new HashMap<>();
  private int looks;

  /** Whether {@code pattern}, an ECMAScript regular expression, is found anywhere in the text. */
  boolean finds(String pattern, String text) {
    try {
      example(pattern);
      return compiled.computeIfAbsent(pattern, Patterns::compile).matcher(new Watched(text)).find();
    } catch (StackOverflowError _) {
      // The JDK's matcher goes one call deeper for each repetition of a group.
      throw new UnfittableSchemaException("a 'pattern' in it repeats a group too often");
    }
  }

  PatternExample example(String pattern) {
    compiled.computeIfAbsent(pattern, Patterns::compile);
    return examples.computeIfAbsent(pattern, PatternExample::parse);
  }

  private static Pattern compile(String pattern) {
    if (pattern.length() > MOST_PATTERN_CHARACTERS) {
      throw new UnfittableSchemaException(
          "a 'pattern' in it is longer than " + MOST_PATTERN_CHARACTERS + " characters");
    }
    try {
      return Pattern.compile(toJava(pattern));
    } catch (PatternSyntaxException _) {
      throw new UnfittableSchemaException("a 'pattern' in it cannot be read");
    }
  }

  private static String toJava(String pattern) {
    var java = new StringBuilder();
    var inClass = false;
    for (var i = 0; i < pattern.length(); i++) {
      var c = pattern.charAt(i);
      if (c == '\\' && i + 1 < pattern.length()) {
        java.append(c).append(pattern.charAt(++i));
        continue;
      }
      java.append(inClass && (c == '[' || c == '&') ? "\\" : "").append(c);
      inClass = inClass ? c != ']' : c == '[';
    }
    return java.toString();
  }

  /** A text that counts how often it is looked at, so that no pattern can backtrack forever. */
  private final class Watched implements CharSequence {
    private final String text;

    Watched(String text) {
      this.text = text;
    }

    @Override
    public char charAt(int index) {
      if (++looks > MOST_LOOKS) {
        throw new UnfittableSchemaException("a 'pattern' in it takes too long to match");
      }
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.subSequence(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
