package dev.llmapi.http;

import dev.llmapi.media.FetchLimits;
import dev.llmapi.media.HostCheck;
import dev.llmapi.media.HostGuard;
import dev.llmapi.media.ImageFetch;
import dev.llmapi.media.ImageRefusal;
import dev.llmapi.media.ImageRefused;
import dev.llmapi.media.ImageSource;
import dev.llmapi.media.UrlCheck;
import dev.llmapi.media.UrlGuard;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;

/**
 * Fetches images from servers that nobody vouches for.
 *
 * <p>Each hop, the first and every redirect, is checked anew: its text, then every address that its
 * name resolves to; the connection goes to those addresses and not to the name, so that DNS that
 * changes in between gains nothing. TLS is checked against the name. No cookies, no credentials, no
 * proxy, no connection kept. Thread-safe.
 */
public final class GuardedImageFetch implements ImageSource {
  private final UrlGuard urls;
  private final HostGuard hosts;
  private final FetchLimits limits;
  private final PinnedGet get;

  /**
   * @param urls which URLs are fetched
   * @param hosts which hosts are connected to
   * @param tls which certificates are trusted
   */
  public GuardedImageFetch(UrlGuard urls, HostGuard hosts, FetchLimits limits, SSLContext tls) {
    this.urls = urls;
    this.hosts = hosts;
    this.limits = limits;
    this.get = new PinnedGet(limits, tls);
  }

  /**
   * {@inheritDoc}
   *
   * <p>The work is done on a virtual thread, because interrupting one closes the socket on which it
   * waits: that ends every kind of slowness (DNS, handshake, head, body) at the same deadline.
   */
  @Override
  public ImageFetch fetch(String url) {
    FutureTask<ImageFetch> work = new FutureTask<>(() -> follow(url));
    Thread.ofVirtual().name("image-fetch").start(work);
    try {
      return work.get(limits.total().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException late) {
      return new ImageRefused(
          ImageRefusal.DOWNLOAD_TIMED_OUT,
          "the image was not downloaded within %d ms".formatted(limits.total().toMillis()));
    } catch (InterruptedException cancelled) {
      Thread.currentThread().interrupt();
      return new ImageRefused(ImageRefusal.DOWNLOAD_FAILED, "the download was cancelled");
    } catch (ExecutionException bug) {
      throw new IllegalStateException("fetching an image failed", bug.getCause());
    } finally {
      work.cancel(true);
    }
  }

  private ImageFetch follow(String first) {
    String url = first;
    for (int hop = 0; hop <= limits.maxRedirects(); hop++) {
      switch (visit(url)) {
        case Visit.Ended(ImageFetch outcome) -> {
          return outcome;
        }
        case Visit.Moved(String location) -> url = location;
      }
    }
    return new ImageRefused(
        ImageRefusal.DOWNLOAD_FAILED,
        "the image URL redirects more than %d times".formatted(limits.maxRedirects()));
  }

  private Visit visit(String url) {
    return switch (urls.check(url)) {
      case ImageRefused refused -> new Visit.Ended(refused);
      case UrlCheck.Accepted accepted ->
          switch (hosts.check(accepted.host())) {
            case ImageRefused refused -> new Visit.Ended(refused);
            case HostCheck.Resolved(var addresses) -> get.visit(accepted, addresses);
          };
    };
  }
}
