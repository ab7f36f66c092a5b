package dev.llmapi.provider.sandbox.talk;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts text into the pieces that the sandbox counts as tokens and streams one by one.
 *
 * <p>A piece is the white space before it and then up to eight letters or digits of a word, or one
 * other character; a Han, Kana or Hangul character is a piece of its own. Marks and joiners stay
 * with what they modify. It is an estimate: a real tokenizer counts some tenths more or fewer.
 */
public final class Pieces {
  private static final int MOST_WORD_CHARACTERS = 8;
  private static final int ZERO_WIDTH_JOINER = 0x200d;

  private Pieces() {}

  /** The pieces of {@code text}, which together are {@code text} again. */
  public static List<String> of(String text) {
    var pieces = new ArrayList<String>();
    for (var start = 0; start < text.length(); ) {
      var end = endOf(text, start);
      pieces.add(text.substring(start, end));
      start = end;
    }
    return pieces;
  }

  /** How many pieces {@code text} has. */
  public static int count(String text) {
    var count = 0;
    for (var start = 0; start < text.length(); start = endOf(text, start)) {
      count++;
    }
    return count;
  }

  private static int endOf(String text, int start) {
    var at = start;
    while (at < text.length() && Character.isWhitespace(text.codePointAt(at))) {
      at += Character.charCount(text.codePointAt(at));
    }
    if (at == text.length()) {
      return at;
    }
    var room = isWordPart(text.codePointAt(at)) ? MOST_WORD_CHARACTERS : 1;
    at = afterOne(text, at);
    while (--room > 0 && at < text.length() && isWordPart(text.codePointAt(at))) {
      at = afterOne(text, at);
    }
    return at;
  }

  /** The place after the character at {@code at}, with its marks and what is joined to it. */
  private static int afterOne(String text, int at) {
    var end = at + Character.charCount(text.codePointAt(at));
    while (end < text.length()) {
      var next = text.codePointAt(end);
      if (!isMark(next) && text.codePointBefore(end) != ZERO_WIDTH_JOINER) {
        return end;
      }
      end += Character.charCount(next);
    }
    return end;
  }

  private static boolean isMark(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK ->
          true;
      default -> codePoint == ZERO_WIDTH_JOINER;
    };
  }

  private static boolean isWordPart(int codePoint) {
    return Character.isLetterOrDigit(codePoint) && !Script.isWithoutSpaces(codePoint);
  }
}
