package dev.llmapi.media;

import java.net.URI;
import java.util.Optional;

/** Whether the URL of an image may be handed on or fetched, as far as its text tells. */
public sealed interface UrlCheck permits UrlCheck.Accepted, ImageRefused {

  /**
   * A URL in its one plain form.
   *
   * @param scheme {@code https}, or {@code http} where that is allowed
   * @param port 1 to 65535, the scheme's own where the URL names none
   * @param target path and query, percent-encoded; begins with a slash
   */
  record Accepted(String scheme, HostName host, int port, String target) implements UrlCheck {

    /** The URL as text; the fragment is left out, and a port that goes without saying. */
    public String url() {
      String portPart = port == UrlGuard.defaultPort(scheme) ? "" : ":" + port;
      return scheme + "://" + host.inUrl() + portPart + target;
    }

    /** The URL that a redirect from here leads to; empty where its text is no URL. */
    public Optional<String> resolve(String location) {
      try {
        return Optional.of(URI.create(url()).resolve(location.strip()).toString());
      } catch (IllegalArgumentException malformed) {
        return Optional.empty();
      }
    }
  }
}
