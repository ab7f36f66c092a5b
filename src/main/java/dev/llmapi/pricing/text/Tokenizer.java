package dev.llmapi.pricing.text;

import dev.llmapi.pricing.text.TextMeasure.Amount;

/**
 * How many tokens each maker's tokenizer makes of a text at most, against {@code o200k_base} and
 * against bytes: every one of them works on bytes or falls back to them, so that a text never has
 * more tokens than bytes.
 *
 * <p>OpenAI's vocabulary is public and counted. The others are not; their rows stand above what is
 * published and measured (providers.md 10.4: Claude up to 30 % more after 4.6 than before), and
 * receipts show how far.
 */
public enum Tokenizer {
  /** GPT-4o to GPT-5.5. */
  O200K(of(100, 0), of(100, 0), of(100, 0), of(100, 0), of(100, 0), 100),
  /** OpenAI's later models, whose tokenizer is not published. */
  O200K_LATER(of(115, 0), of(115, 0), of(115, 0), of(115, 0), of(115, 0), 100),
  /** Claude up to 4.6. */
  CLAUDE(of(140, 0), of(0, 100), of(150, 0), of(150, 0), of(200, 0), 120),
  /** Claude after 4.6. */
  CLAUDE_LATER(of(175, 0), of(0, 100), of(200, 0), of(200, 0), of(250, 0), 150),
  /** Gemini: one token a digit. */
  GEMINI(of(135, 0), of(0, 100), of(150, 0), of(150, 0), of(150, 0), 105),
  /** The sandbox: eight letters or digits, or one other character, are a token. */
  SANDBOX(of(100, 13), of(100, 0), of(100, 0), of(0, 100), of(0, 100), 110),
  /** Unknown, with a vocabulary of 32,000 tokens or more. */
  UNKNOWN(of(200, 0), of(0, 100), of(0, 100), of(250, 0), of(0, 100), 120);

  /** Tokens for a hundred o200k tokens, and for a hundred bytes. */
  private record Share(long ofTokens, long ofBytes) {

    long most(Amount amount) {
      long share = (amount.tokens() * ofTokens + amount.bytes() * ofBytes + 99) / 100;
      return Math.min(share, amount.bytes());
    }
  }

  private final Share words;
  private final Share digits;
  private final Share spaces;
  private final Share mixed;
  private final Share foreign;
  private final long likelyPercent;

  Tokenizer(
      Share words, Share digits, Share spaces, Share mixed, Share foreign, long likelyPercent) {
    this.words = words;
    this.digits = digits;
    this.spaces = spaces;
    this.mixed = mixed;
    this.foreign = foreign;
    this.likelyPercent = likelyPercent;
  }

  private static Share of(long tokens, long bytes) {
    return new Share(tokens, bytes);
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
