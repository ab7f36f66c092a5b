package dev.llmapi.model;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One part of a message's content, in OpenAI's division. */
public sealed interface Part {

  /**
   * Text.
   *
   * @param cached the prompt up to its end is to be cached ({@code cache_control}, as OpenRouter's
   *     clients write it)
   */
  record Text(String text, boolean cached) implements Part {

    public Text(String text) {
      this(text, false);
    }
  }

  record Image(ImageSource source, Detail detail) implements Part {}

  /** Sound sent in. {@code format} is OpenAI's: wav or mp3. */
  record Audio(Slice base64, String format) implements Part {}

  /**
   * A document sent in: by id of the provider's own store, or as a data URL ({@code fileData}).
   * Exactly one of the two is there.
   */
  record File(@Nullable String filename, @Nullable String fileId, @Nullable Slice fileData)
      implements Part {}

  /** What an assistant refused with, in a replayed turn. */
  record Refusal(String refusal) implements Part {}

  /**
   * A part of a type that OpenAI's document does not have, such as OpenRouter's {@code video_url}.
   * Hosts of the same format get it as it stands.
   */
  record Other(String type) implements Part {}

  /** How closely a model is to look at an image; {@code original} since gpt-5.4. */
  enum Detail {
    AUTO,
    LOW,
    HIGH,
    ORIGINAL;

    /** As OpenAI spells it. */
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
