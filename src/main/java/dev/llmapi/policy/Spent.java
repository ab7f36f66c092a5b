package dev.llmapi.policy;

/**
 * What a call really took.
 *
 * @param tokens as they count against {@code tpm}
 */
public record Spent(long costNanoUsd, long tokens) {

  public static final Spent NOTHING = new Spent(0, 0);
}
