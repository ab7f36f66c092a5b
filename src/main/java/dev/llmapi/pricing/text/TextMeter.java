package dev.llmapi.pricing.text;

import dev.llmapi.model.Slice;
import dev.llmapi.pricing.text.TextMeasure.Amount;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;

/** Measures texts one after the other. One per request, not thread-safe. */
public final class TextMeter {

  /**
   * How much is counted exactly, 500,000 tokens of English in some 40 ms; of what is beyond, each
   * byte counts as a token.
   */
  static final long MOST_EXACT_BYTES = 2 << 20;

  /** Longer pieces are no token as a whole: the longest has 128 bytes. */
  private static final int LONGEST_TOKEN = 128;

  private final Vocabulary vocabulary = Vocabulary.get();
  private final Map<Kind, Counter> counters = new EnumMap<>(Kind.class);
  private long measured;

  private enum Kind {
    WORD,
    DIGITS,
    SPACE,
    MIXED,
    FOREIGN
  }

  private static final class Counter {

    private long tokens;
    private long bytes;

    void add(long moreTokens, long moreBytes) {
      tokens += moreTokens;
      bytes += moreBytes;
    }
  }

  /** Reads the vocabulary now, so that the first request need not wait for it. */
  public static void prime() {
    new TextMeter().add("Hello, world");
  }

  public void add(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    add(utf8, 0, utf8.length);
  }

  /** Adds UTF-8 text that need not be copied. */
  public void add(Slice utf8) {
    add(utf8.array(), utf8.from(), utf8.to());
  }

  private void add(byte[] text, int from, int to) {
    Pieces pieces = new Pieces(text, to);
    int at = from;
    while (at < to && measured < MOST_EXACT_BYTES) {
      int end = pieces.end(at);
      counter(kind(text, at, end)).add(tokens(text, at, end), end - at);
      measured += end - at;
      at = end;
    }
    counter(Kind.FOREIGN).add(to - at, to - at);
  }

  private Counter counter(Kind kind) {
    return counters.computeIfAbsent(kind, _ -> new Counter());
  }

  public TextMeasure measure() {
    return new TextMeasure(
        amount(Kind.WORD),
        amount(Kind.DIGITS),
        amount(Kind.SPACE),
        amount(Kind.MIXED),
        amount(Kind.FOREIGN));
  }

  private Amount amount(Kind kind) {
    Counter counter = counter(kind);
    return new Amount(counter.tokens, counter.bytes);
  }

  private int tokens(byte[] text, int from, int to) {
    if (to - from == 1 || (to - from <= LONGEST_TOKEN && vocabulary.rank(text, from, to) >= 0)) {
      return 1;
    }
    return Merger.count(vocabulary, text, from, to);
  }

  /** A word is letters with at most one space before them. */
  private static Kind kind(byte[] text, int from, int to) {
    boolean letters = true;
    boolean digits = true;
    boolean spaces = true;
    for (int i = from; i < to; i++) {
      int value = text[i];
      if (value < 0) {
        return Kind.FOREIGN;
      }
      letters &= isLetter(value) || (i == from && value == ' ');
      digits &= value >= '0' && value <= '9';
      spaces &= value == ' ' || (value >= '\t' && value <= '\r');
    }
    if (spaces) {
      return Kind.SPACE;
    }
    return letters ? Kind.WORD : digits ? Kind.DIGITS : Kind.MIXED;
  }

  private static boolean isLetter(int value) {
    return (value | 0x20) >= 'a' && (value | 0x20) <= 'z';
  }
}
