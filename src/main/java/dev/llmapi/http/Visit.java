package dev.llmapi.http;

import dev.llmapi.media.ImageFetch;

/** What one hop of a download led to. */
sealed interface Visit {

  /** The end of it, with an image or without. */
  record Ended(ImageFetch outcome) implements Visit {}

  /** Another URL, not checked yet. */
  record Moved(String url) implements Visit {}
}
