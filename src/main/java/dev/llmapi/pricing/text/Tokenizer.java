package dev.llmapi.pricing.text;

import dev.llmapi.pricing.text.TextMeasure.Amount;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How many tokens each maker's tokenizer makes of a text at most, against {@code o200k_base} and
 * against bytes: every one of them works on bytes or falls back to them, so that a text never has
 * more tokens than bytes.
 *
 * <p>OpenAI's vocabulary is public and counted. The others are not; their rows stand above what is
 * published and measured (Claude has up to 35 % more tokens after 4.6 than before), and receipts
 * show how far.
 */
public record Tokenizer(
    Share words, Share digits, Share spaces, Share mixed, Share foreign, int likelyPercent) {

  /** Tokens for a hundred o200k tokens, and for a hundred bytes. */
  public record Share(int ofTokens, int ofBytes) {

    long most(Amount amount) {
      long share = (amount.tokens() * ofTokens + amount.bytes() * ofBytes + 99) / 100;
      return Math.min(share, amount.bytes());
    }
  }

  private static final Share EACH_BYTE = new Share(0, 100);

  private static final Map<String, Tokenizer> BY_NAME = new LinkedHashMap<>();

  static {
    // words, digits, spaces, mixed, foreign; likely
    add("o200k", times(100), times(100), times(100), times(100), times(100), 100);
    // GPT-5.6 and later
    add("o200k-later", times(115), times(115), times(115), times(115), times(115), 100);
    // up to 4.6
    add("claude", times(140), EACH_BYTE, times(150), times(150), times(200), 120);
    add("claude-later", times(175), EACH_BYTE, times(200), times(200), times(250), 150);
    // one token a digit
    add("gemini", times(135), EACH_BYTE, times(150), times(150), times(150), 105);
    // eight letters or digits, or one other character, are a token
    add("sandbox", new Share(100, 13), times(100), times(100), EACH_BYTE, EACH_BYTE, 110);
    // a vocabulary of 32,000 tokens or more
    add("unknown", times(200), EACH_BYTE, EACH_BYTE, times(250), EACH_BYTE, 120);
  }

  private static void add(
      String name,
      Share words,
      Share digits,
      Share spaces,
      Share mixed,
      Share foreign,
      int likelyPercent) {
    BY_NAME.put(name, new Tokenizer(words, digits, spaces, mixed, foreign, likelyPercent));
  }

  private static Share times(int percent) {
    return new Share(percent, 0);
  }

  /** The tokenizer of that name in {@code metering.csv}. */
  public static Optional<Tokenizer> find(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  static Map<String, Tokenizer> all() {
    return BY_NAME;
  }

  /** The most tokens that the text can have. */
  public long most(TextMeasure text) {
    return words.most(text.words())
        + digits.most(text.digits())
        + spaces.most(text.spaces())
        + mixed.most(text.mixed())
        + foreign.most(text.foreign());
  }

  /** The tokens that it is likely to have. */
  public long likely(TextMeasure text) {
    return Math.min(most(text), text.tokens() * likelyPercent / 100);
  }
}
