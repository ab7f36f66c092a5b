package dev.llmapi.pipeline;

import dev.llmapi.media.ImageFetch;
import dev.llmapi.media.ImageRefusal;
import dev.llmapi.media.ImageRefused;
import dev.llmapi.media.ImageSource;
import dev.llmapi.media.SampleImage;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Images at URLs, without a network; any other URL is refused. Thread-safe. */
final class FakeImages implements ImageSource {

  private final Map<String, SampleImage> images;
  private final Queue<String> asked = new ConcurrentLinkedQueue<>();

  FakeImages(Map<String, SampleImage> images) {
    this.images = Map.copyOf(images);
  }

  /** The URLs that were fetched, each as often as it was. */
  Queue<String> asked() {
    return asked;
  }

  @Override
  public ImageFetch fetch(String url) {
    asked.add(url);
    SampleImage image = images.get(url);
    return image == null
        ? new ImageRefused(
            ImageRefusal.DOWNLOAD_FAILED, "the image URL's server answered with status 404")
        : new ImageFetch.Fetched(image.bytes(), image.header());
  }
}
