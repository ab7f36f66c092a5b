package dev.llmapi.app;

import dev.llmapi.app.config.ImageSettings;
import dev.llmapi.http.GuardedImageFetch;
import dev.llmapi.media.AddressGuard;
import dev.llmapi.media.AddressResolver;
import dev.llmapi.media.Base64Image;
import dev.llmapi.media.FetchLimits;
import dev.llmapi.media.HostGuard;
import dev.llmapi.media.ImageLimits;
import dev.llmapi.media.UrlGuard;
import dev.llmapi.pipeline.ImageIntake;
import dev.llmapi.pricing.image.ImageSize;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/** How images come into the gateway: their sizes, their limits, and the guarded fetch. */
final class Images {

  /** How long a chat waits for DNS to say that a URL it hands on leads to a private address. */
  private static final Duration HANDED_ON_PATIENCE = Duration.ofMillis(500);

  private Images() {}

  /** The size of an image that was sent in, by its header. */
  static Optional<ImageSize> sizeOf(dev.llmapi.model.ImageSource source) {
    return source instanceof dev.llmapi.model.ImageSource.Inline(var _, var base64)
        ? Base64Image.header(base64.array(), base64.from(), base64.to())
            .map(header -> new ImageSize(header.width(), header.height()))
        : Optional.empty();
  }

  /** The intake of images under these settings. */
  static ImageIntake intake(ImageSettings settings) {
    ImageLimits limits = new ImageLimits(settings.maxBytes(), settings.maxEdgePixels());
    UrlGuard urls = new UrlGuard(settings.allowHttp(), AddressGuard.publicOnly());
    FetchLimits usual = FetchLimits.DEFAULT;
    FetchLimits fetch =
        new FetchLimits(usual.maxRedirects(), usual.connect(), usual.total(), limits);
    return new ImageIntake(
        settings.maxCount(),
        limits,
        urls,
        hosts(HANDED_ON_PATIENCE),
        new LazyFetch(urls, hosts(fetch.total()), fetch));
  }

  private static HostGuard hosts(Duration patience) {
    return new HostGuard(AddressResolver.system(patience), AddressGuard.publicOnly());
  }

  /** Makes the fetch at its first use: its trust store takes time that few starts need. */
  private static final class LazyFetch implements dev.llmapi.media.ImageSource {
    private final Supplier<GuardedImageFetch> maker;
    private volatile List<GuardedImageFetch> made = List.of();

    LazyFetch(UrlGuard urls, HostGuard hosts, FetchLimits limits) {
      maker = () -> new GuardedImageFetch(urls, hosts, limits, defaultTls());
    }

    @Override
    public dev.llmapi.media.ImageFetch fetch(String url) {
      if (made.isEmpty()) {
        made = List.of(maker.get());
      }
      return made.getFirst().fetch(url);
    }

    private static SSLContext defaultTls() {
      try {
        return SSLContext.getDefault();
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every JDK has TLS", e);
      }
    }
  }
}
