package dev.llmapi.pipeline;

import dev.llmapi.media.ImageFetch;
import dev.llmapi.media.ImageRefusal;
import dev.llmapi.media.ImageRefused;
import dev.llmapi.media.ImageSource;
import dev.llmapi.model.Slice;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** Looks at or fetches the URLs of one request, several at a time and each once. Thread-safe. */
final class RemoteImages {

  /** How many are fetched at once, so that they do not fill the memory before they are counted. */
  private static final int AT_ONCE = 3;

  private final ImageSource fetcher;
  private final long maxTotalBytes;

  /** What came of one URL. */
  sealed interface Outcome {
    record Good(dev.llmapi.model.ImageSource.Inline image) implements Outcome {}

    record Refused(ImageRefused why) implements Outcome {}
  }

  /**
   * A fetch of many images.
   *
   * @param maxTotalBytes of all images that one request has fetched
   */
  RemoteImages(ImageSource fetcher, long maxTotalBytes) {
    this.fetcher = fetcher;
    this.maxTotalBytes = maxTotalBytes;
  }

  /** Fetches each URL; those after the limit of bytes are refused. */
  Map<String, Outcome> fetch(Set<String> urls) {
    Semaphore places = new Semaphore(AT_ONCE);
    AtomicLong total = new AtomicLong();
    return forEach(
        urls,
        url -> {
          places.acquireUninterruptibly();
          try {
            return total.get() > maxTotalBytes ? tooManyBytes() : fetch(url, total);
          } finally {
            places.release();
          }
        });
  }

  private Outcome fetch(String url, AtomicLong total) {
    return switch (fetcher.fetch(url)) {
      case ImageRefused refused -> new Outcome.Refused(refused);
      case ImageFetch.Fetched(byte[] bytes, var header) ->
          total.addAndGet(bytes.length) > maxTotalBytes
              ? tooManyBytes()
              : new Outcome.Good(
                  new dev.llmapi.model.ImageSource.Inline(
                      header.format().mediaType(), Slice.of(Base64.getEncoder().encode(bytes))));
    };
  }

  private Outcome tooManyBytes() {
    return new Outcome.Refused(
        new ImageRefused(
            ImageRefusal.TOO_MANY_BYTES,
            "the images that this request has fetched are larger than %d bytes together"
                .formatted(maxTotalBytes)));
  }

  /** What the work makes of each URL, done for all at the same time on virtual threads. */
  static <T> Map<String, T> forEach(Set<String> urls, Function<String, T> work) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Map<String, Future<T>> futures = new HashMap<>();
      urls.forEach(url -> futures.put(url, threads.submit(() -> work.apply(url))));
      Map<String, T> outcomes = new HashMap<>();
      for (Map.Entry<String, Future<T>> each : futures.entrySet()) {
        outcomes.put(each.getKey(), each.getValue().get());
      }
      return outcomes;
    } catch (ExecutionException bug) {
      throw new IllegalStateException("looking at the URL of an image failed", bug.getCause());
    } catch (InterruptedException cancelled) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while images were fetched", cancelled);
    }
  }
}
