package dev.llmapi.media;

/** What came of fetching an image. */
public sealed interface ImageFetch permits ImageFetch.Fetched, ImageRefused {

  /**
   * An image that was fetched and found good.
   *
   * @param bytes the file; handed over to the caller
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared; a copy costs 20 MB
  record Fetched(byte[] bytes, ImageHeader header) implements ImageFetch {}
}
