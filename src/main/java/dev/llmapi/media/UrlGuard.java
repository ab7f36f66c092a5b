package dev.llmapi.media;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Checks the text of an image's URL, without asking DNS: scheme, form, and that the host is not
 * plainly private. Any port is let through, since servers of images use many. Immutable and
 * thread-safe.
 *
 * <p>What passes is a URL taken apart once; whoever fetches uses the parts, so that no second
 * parser can read the text otherwise.
 */
public final class UrlGuard {
  private static final int MAX_CHARACTERS = 8192;
  private static final int MAX_PORT = 65535;

  /** Scheme, authority (up to the path, or a backslash, which browsers hold for a slash), rest. */
  private static final Pattern URL =
      Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://([^/?#\\\\]*)([^#]*)(#.*)?");

  private static final Pattern AUTHORITY = Pattern.compile("(\\[[^\\]]*\\]|[^:]*)(?::([0-9]*))?");
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

  private final boolean httpAllowed;
  private final AddressGuard addresses;

  /**
   * @param httpAllowed whether plain {@code http} is let through beside {@code https}
   * @param addresses which address literals are let through
   */
  public UrlGuard(boolean httpAllowed, AddressGuard addresses) {
    this.httpAllowed = httpAllowed;
    this.addresses = addresses;
  }

  /** The guard for everyday use: https only, public addresses only. */
  public static UrlGuard httpsOnly() {
    return new UrlGuard(false, AddressGuard.publicOnly());
  }

  /** Checks a URL as the client wrote it, JSON escapes already undone. */
  public UrlCheck check(String url) {
    String text = url.strip();
    if (text.regionMatches(true, 0, "data:", 0, 5)) {
      return new ImageRefused(
          ImageRefusal.DATA_URL_MALFORMED,
          "the data URL has white space or a JSON escape in its first word; begin with data:");
    }
    if (text.length() > MAX_CHARACTERS) {
      return malformed(
          "has %d characters; the limit is %d".formatted(text.length(), MAX_CHARACTERS));
    }
    Matcher parts = URL.matcher(text);
    if (CONTROL.matcher(text).find() || !parts.matches()) {
      return malformed("is not of the form https://host/path");
    }
    String scheme = parts.group(1).toLowerCase(Locale.ROOT);
    return refuseScheme(scheme)
        .<UrlCheck>map(refused -> refused)
        .orElseGet(() -> checkAuthority(scheme, parts.group(2), parts.group(3)));
  }

  static int defaultPort(String scheme) {
    return scheme.equals("https") ? 443 : 80;
  }

  private Optional<ImageRefused> refuseScheme(String scheme) {
    if (scheme.equals("https") || (scheme.equals("http") && httpAllowed)) {
      return Optional.empty();
    }
    return Optional.of(
        new ImageRefused(
            ImageRefusal.SCHEME_REFUSED,
            "the image URL's scheme is %s; send https, or the image itself as a data URL"
                .formatted(Shown.of(scheme))));
  }

  private UrlCheck checkAuthority(String scheme, String authority, String rest) {
    if (authority.indexOf('@') >= 0) {
      return malformed("holds a user name or password, which is not allowed");
    }
    if (authority.indexOf('%') >= 0) {
      return malformed("has a host with a percent sign, which is not allowed");
    }
    Matcher parts = AUTHORITY.matcher(authority);
    if (!parts.matches() || rest.startsWith("\\")) {
      return malformed("has a malformed host");
    }
    Optional<Integer> port = parsePort(parts.group(2), scheme);
    if (port.isEmpty()) {
      return malformed("has a port outside 1 to " + MAX_PORT);
    }
    Optional<HostName> host = HostName.parse(parts.group(1));
    if (host.isEmpty()) {
      return malformed("has a malformed host");
    }
    return refuseHost(host.get())
        .<UrlCheck>map(refused -> refused)
        .orElseGet(
            () -> new UrlCheck.Accepted(scheme, host.get(), port.get(), UrlTarget.encode(rest)));
  }

  private Optional<ImageRefused> refuseHost(HostName host) {
    if (host.isLocal()) {
      return Optional.of(ImageRefused.address(host, "a local name"));
    }
    Optional<ImageRefused> notPublic =
        Optional.ofNullable(host.literal())
            .flatMap(addresses::findObjection)
            .map(objection -> ImageRefused.address(host, objection));
    return notPublic.isEmpty() && host.isDisguised()
        ? Optional.of(malformed("writes its address otherwise than as four decimal numbers"))
        : notPublic;
  }

  /** An absent or empty port is the scheme's own. */
  private static Optional<Integer> parsePort(@Nullable String digits, String scheme) {
    if (digits == null || digits.isEmpty()) {
      return Optional.of(defaultPort(scheme));
    }
    if (digits.length() > 5) {
      return Optional.empty();
    }
    int port = Integer.parseInt(digits);
    return port >= 1 && port <= MAX_PORT ? Optional.of(port) : Optional.empty();
  }

  private static ImageRefused malformed(String problem) {
    return new ImageRefused(ImageRefusal.URL_MALFORMED, "the image URL " + problem);
  }
}
