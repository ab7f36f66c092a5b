package dev.llmapi.pricing.text;

/**
 * How much text there is, whatever the tokenizer: the {@code o200k_base} tokens and the UTF-8 bytes
 * of its words, digits, white space, other ASCII and all the rest.
 *
 * @param mixed ASCII with signs: code, punctuation, {@code don't}
 * @param foreign pieces with a character beyond ASCII
 */
public record TextMeasure(
    Amount words, Amount digits, Amount spaces, Amount mixed, Amount foreign) {

  /** Of one kind. */
  public record Amount(long tokens, long bytes) {}

  /** All {@code o200k_base} tokens. */
  public long tokens() {
    return words.tokens + digits.tokens + spaces.tokens + mixed.tokens + foreign.tokens;
  }

  public long bytes() {
    return words.bytes + digits.bytes + spaces.bytes + mixed.bytes + foreign.bytes;
  }
}
