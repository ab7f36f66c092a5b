package dev.llmapi.http;

import dev.llmapi.model.FailureException;
import dev.llmapi.model.FailureKind;
import java.net.URI;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.message.BasicHeader;

/**
 * A URI taken apart into what a request needs of it, so that it is parsed once and not at each
 * call.
 *
 * @param host for messages: no port, no path, no query
 * @param path with the query
 */
record Address(String host, HttpRoute route, Header hostHeader, String path) {

  /**
   * @throws FailureException UPSTREAM_UNREACHABLE when it is no http or https URI with a host
   */
  static Address of(URI uri) {
    boolean secure = "https".equalsIgnoreCase(uri.getScheme());
    if (uri.getRawAuthority() == null || !(secure || "http".equalsIgnoreCase(uri.getScheme()))) {
      throw FailureException.of(
          FailureKind.UPSTREAM_UNREACHABLE,
          "The provider's base URL must be http:// or https:// with a host.");
    }
    String authority = uri.getRawAuthority().substring(uri.getRawAuthority().indexOf('@') + 1);
    int colon = portColon(authority);
    String name = colon < 0 ? authority : authority.substring(0, colon);
    int port = colon < 0 ? (secure ? 443 : 80) : port(authority.substring(colon + 1));
    String bare = name.startsWith("[") ? name.substring(1, name.length() - 1) : name;
    HttpRoute route =
        new HttpRoute(new HttpHost(secure ? "https" : "http", bare, port), null, secure);
    return new Address(name, route, new BasicHeader("host", authority), path(uri));
  }

  /** By hand, since URI finds no host in the likes of {@code http://my_ollama:11434}. */
  private static int portColon(String authority) {
    int colon = authority.lastIndexOf(':');
    return colon > authority.lastIndexOf(']') ? colon : -1;
  }

  private static int port(String digits) {
    try {
      return Integer.parseInt(digits);
    } catch (NumberFormatException e) {
      throw FailureException.of(
          FailureKind.UPSTREAM_UNREACHABLE,
          "The provider's base URL has a port that is no number.");
    }
  }

  private static String path(URI uri) {
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
  }
}
