package dev.llmapi.model;

import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A block of a model's reasoning, in OpenRouter's division ({@code reasoning_details}), so that it
 * can be replayed to its maker, and to no other: one that did not make it refuses it.
 */
public sealed interface Reasoning {

  /** Whose reasoning it is. */
  Maker maker();

  /**
   * Readable reasoning.
   *
   * @param signature the maker's proof that it is its own
   */
  record Text(String text, @Nullable String signature, Maker maker) implements Reasoning {}

  /**
   * Reasoning that only its maker can read.
   *
   * @param callId the tool call that it belongs to, where it belongs to one
   */
  record Encrypted(String data, @Nullable String callId, Maker maker) implements Reasoning {}

  /**
   * Whether the maker takes it back: it is signed or sealed, and nobody says that it is others'.
   */
  default boolean isReplayableTo(Maker asked) {
    boolean sealed =
        switch (this) {
          case Text(_, String signature, _) -> signature != null && !signature.isEmpty();
          case Encrypted _ -> true;
        };
    return sealed && (maker() == asked || maker() == Maker.UNTOLD);
  }

  /** Whether a text is base64, as Gemini's signatures are: it refuses a request with others. */
  static boolean isBase64(String text) {
    try {
      return Base64.getDecoder().decode(text).length > 0;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  /** Who made it, by OpenRouter's {@code reasoning_details[].format}. */
  enum Maker {
    ANTHROPIC("anthropic-claude-v1"),
    GOOGLE("google-gemini-v1"),
    /** One whose reasoning is replayed on OpenAI's wire only. */
    OTHER(null),
    /** Nobody said. */
    UNTOLD(null);

    private final @Nullable String format;

    Maker(@Nullable String format) {
      this.format = format;
    }

    /** The format's name; null where there is none to tell. */
    public @Nullable String format() {
      return format;
    }

    /** The maker of a format; a client may tell none, or that it does not know. */
    public static Maker of(@Nullable String format) {
      if (format == null || format.equals("unknown")) {
        return UNTOLD;
      }
      return Arrays.stream(values())
          .filter(maker -> format.equals(maker.format))
          .findFirst()
          .orElse(OTHER);
    }
  }
}
