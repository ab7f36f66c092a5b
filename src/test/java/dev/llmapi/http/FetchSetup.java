package dev.llmapi.http;

import dev.llmapi.media.AddressGuard;
import dev.llmapi.media.AddressResolver;
import dev.llmapi.media.FetchLimits;
import dev.llmapi.media.HostGuard;
import dev.llmapi.media.ImageFetch;
import dev.llmapi.media.ImageLimits;
import dev.llmapi.media.ImageRefusal;
import dev.llmapi.media.ImageRefused;
import dev.llmapi.media.UrlGuard;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * A fetch for which 127.0.0.1 counts as public, since test servers have no other address, and that
 * knows one public name for it.
 */
final class FetchSetup {

  static final String NAME = "images.example";

  private static final InetAddress SERVER = InetAddress.ofLiteral("127.0.0.1");
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Duration SHORT = Duration.ofMillis(300);

  static final AddressGuard GUARD =
      address ->
          address.equals(SERVER)
              ? Optional.empty()
              : AddressGuard.publicOnly().findObjection(address);

  private FetchSetup() {}

  static GuardedImageFetch patient(int maxBytes) {
    return fetch(resolver(), LONG, maxBytes);
  }

  static GuardedImageFetch impatient() {
    return fetch(resolver(), SHORT, 1 << 20);
  }

  static GuardedImageFetch resolvingBy(AddressResolver resolver) {
    return fetch(resolver, LONG, 1 << 20);
  }

  static GuardedImageFetch trusting(SSLContext tls) {
    return new GuardedImageFetch(
        new UrlGuard(false, GUARD),
        new HostGuard(resolver(), GUARD),
        new FetchLimits(3, LONG, LONG, ImageLimits.DEFAULT),
        tls);
  }

  static AddressResolver resolver() {
    return name -> {
      if (!name.endsWith(NAME)) {
        throw new UnknownHostException(name);
      }
      return List.of(SERVER);
    };
  }

  static String url(HostileServer server, String path) {
    return "http://%s:%d%s".formatted(NAME, server.port(), path);
  }

  static ImageRefused refused(ImageFetch fetch) {
    if (fetch instanceof ImageRefused refused) {
      return refused;
    }
    throw new AssertionError("the image was fetched");
  }

  static ImageRefused failed(String message) {
    return new ImageRefused(ImageRefusal.DOWNLOAD_FAILED, message);
  }

  private static GuardedImageFetch fetch(AddressResolver resolver, Duration total, int maxBytes) {
    return new GuardedImageFetch(
        new UrlGuard(true, GUARD),
        new HostGuard(resolver, GUARD),
        new FetchLimits(3, LONG, total, new ImageLimits(maxBytes, 4096)),
        defaultTls());
  }

  private static SSLContext defaultTls() {
    try {
      return SSLContext.getDefault();
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
