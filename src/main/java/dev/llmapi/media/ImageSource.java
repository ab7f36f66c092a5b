package dev.llmapi.media;

/** Fetches images by URL, for providers that take only bytes. Implementations are thread-safe. */
@FunctionalInterface
public interface ImageSource {

  /**
   * Fetches and checks the image; blocks until it is there or refused.
   *
   * @param url as the client wrote it, JSON escapes already undone
   */
  ImageFetch fetch(String url);
}
