package dev.llmapi.provider.sandbox.picture;

/** An image of the request. */
public sealed interface SentImage {

  /** One whose bytes came along. */
  record Embedded(DataUrl url, ImageHeader header) implements SentImage {}

  /** One that a URL points to: the sandbox fetches nothing, so it cannot see it. */
  record Linked(String host) implements SentImage {}
}
