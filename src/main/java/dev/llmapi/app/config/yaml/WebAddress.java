package dev.llmapi.app.config.yaml;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.function.Consumer;

/** The address of a host: scheme, host, port perhaps, and the beginning of a path. */
public final class WebAddress {

  private static final int HIGHEST_PORT = 65_535;

  private WebAddress() {}

  /** Parses it, slashes at its end left out; where it is none, {@code wrong} hears why. */
  public static Optional<URI> parse(String text, Consumer<String> wrong) {
    URI uri;
    try {
      uri = new URI(text.replaceAll("/+$", ""));
    } catch (URISyntaxException e) {
      wrong.accept("is no URL");
      return Optional.empty();
    }
    if (!"http".equals(uri.getScheme()) && !"https".equals(uri.getScheme())) {
      wrong.accept("must begin with https:// or http://");
    } else if (uri.getHost() == null) {
      wrong.accept("names no host");
    } else if (uri.getPort() == 0 || uri.getPort() > HIGHEST_PORT) {
      wrong.accept("has a port that is none of 1 to " + HIGHEST_PORT);
    } else if (uri.getRawUserInfo() != null) {
      wrong.accept("must not hold a user name or password");
    } else if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
      wrong.accept("must end with its path: no ? and no #");
    } else {
      return Optional.of(uri);
    }
    return Optional.empty();
  }
}
