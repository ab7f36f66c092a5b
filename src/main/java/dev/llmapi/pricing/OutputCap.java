package dev.llmapi.pricing;

import dev.llmapi.model.Output;
import org.jspecify.annotations.Nullable;

/**
 * The most tokens that one answer may have, thoughts included.
 *
 * @param least what it may be shrunk to and still make sense; the tokens themselves where it must
 *     not be shrunk
 */
public record OutputCap(long tokens, long least, Source source) {

  /** Where it comes from. */
  public enum Source {
    /** The caller's {@code max_completion_tokens}. */
    CALLER,
    /** The default under a budget: the gateway sends it. */
    DEFAULT,
    /** The default, shrunk to the money that is left: the gateway sends it. */
    SHRUNK,
    /** The model's own; nothing is sent. */
    MODEL
  }

  /** Where nothing is known of a model's own limit. */
  private static final long UNKNOWN_MODEL_MAX = 131_072;

  /** Whether the gateway has to send it, and to tell so. */
  public boolean isSent() {
    return source == Source.DEFAULT || source == Source.SHRUNK;
  }

  OutputCap shrunk(long fewer) {
    return new OutputCap(fewer, least, Source.SHRUNK);
  }

  /**
   * The cap of a call.
   *
   * @param drawnTokens of an image that counts as output, or 0
   * @param limited whether money is limited, so that a call without a limit gets one
   */
  static OutputCap of(
      @Nullable Integer asked,
      @Nullable Integer modelMax,
      Kind kind,
      long drawnTokens,
      boolean limited,
      OutputDefaults defaults) {
    long most = modelMax == null ? UNKNOWN_MODEL_MAX : modelMax;
    if (asked != null) {
      long tokens = modelMax == null ? asked : Math.min(asked, most);
      return new OutputCap(Math.max(0, tokens), Math.max(0, tokens), Source.CALLER);
    }
    if (!limited) {
      return new OutputCap(most, most, Source.MODEL);
    }
    long wanted =
        switch (kind) {
          case PLAIN -> defaults.plain();
          case THINKING -> defaults.thinking();
          case DRAWING -> defaults.drawing() + drawnTokens;
        };
    long least =
        switch (kind) {
          case PLAIN -> defaults.leastPlain();
          case THINKING -> defaults.leastThinking();
          case DRAWING -> defaults.leastPlain() + drawnTokens;
        };
    long tokens = Math.min(wanted, most);
    return new OutputCap(tokens, Math.min(least, tokens), Source.DEFAULT);
  }

  /** What a call's output mainly is. */
  enum Kind {
    PLAIN,
    THINKING,
    DRAWING;

    static Kind of(Thinks thinks, Output output, boolean draws) {
      if (draws) {
        return DRAWING;
      }
      return thinks.in(output) ? THINKING : PLAIN;
    }
  }
}
