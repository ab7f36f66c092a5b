package dev.llmapi.model;

/** Where the bytes of an image sent in are. */
public sealed interface ImageSource {

  /**
   * A data URL as the client sent it, not yet looked into: the characters between the quotes of the
   * JSON string. The pipeline checks it and makes an {@link Inline} of it before any wire sees it.
   */
  record DataUrl(Slice characters) implements ImageSource {}

  /** A checked image: its true media type, and its base64 as ASCII bytes. */
  record Inline(String mediaType, Slice base64) implements ImageSource {}

  /** An https URL that the provider fetches itself. */
  record Remote(String url) implements ImageSource {}
}
