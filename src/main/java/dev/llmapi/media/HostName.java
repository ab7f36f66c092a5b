package dev.llmapi.media;

import java.net.IDN;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The host of a URL in the form that DNS, TLS and our own comparisons use.
 *
 * @param ascii lower case, in punycode, without trailing dot or brackets
 * @param literal the address, where the host is one and no name
 */
public record HostName(String ascii, @Nullable InetAddress literal) {
  private static final int MAX_CHARACTERS = 253;
  private static final Pattern NAME =
      Pattern.compile(
          "[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?(\\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)*");

  /** By the WHATWG URL standard, a host whose last label is a number is meant as IPv4. */
  private static final Pattern ENDS_IN_NUMBER = Pattern.compile("(.*\\.)?([0-9]+|0x[0-9a-f]*)");

  /**
   * Top levels that resolve only inside a network (RFC 6761, RFC 6762, RFC 8375, ICANN), and that
   * of Kubernetes' services.
   */
  private static final List<String> LOCAL_SUFFIXES =
      List.of(
          ".localhost",
          ".localdomain",
          ".local",
          ".internal",
          ".intranet",
          ".private",
          ".corp",
          ".home",
          ".lan",
          ".svc",
          ".home.arpa");

  /** Reads the host part of a URL; empty where no server can have it. */
  static Optional<HostName> parse(String host) {
    return host.startsWith("[") && host.endsWith("]")
        ? parseIpv6(host.substring(1, host.length() - 1))
        : toAscii(host).flatMap(HostName::parseAscii);
  }

  /** The host as a URL writes it: IPv6 in brackets. */
  String inUrl() {
    return literal instanceof Inet6Address ? "[" + ascii + "]" : ascii;
  }

  /** Whether the name by itself says that it is not on the public Internet. */
  boolean isLocal() {
    return literal == null
        && (ascii.indexOf('.') < 0 || LOCAL_SUFFIXES.stream().anyMatch(ascii::endsWith));
  }

  /** Whether an IPv4 address is written otherwise than as four decimal numbers. */
  boolean isDisguised() {
    return literal instanceof Inet4Address && !literal.getHostAddress().equals(ascii);
  }

  private static Optional<HostName> parseAscii(String ascii) {
    if (ascii.length() > MAX_CHARACTERS || !NAME.matcher(ascii).matches()) {
      return Optional.empty();
    }
    return ENDS_IN_NUMBER.matcher(ascii).matches()
        ? parseIpv4(ascii)
        : Optional.of(new HostName(ascii, null));
  }

  /** Full-width digits, ideographic dots and the like become plain ASCII here. */
  private static Optional<String> toAscii(String host) {
    try {
      String ascii = IDN.toASCII(host, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
      return Optional.of(ascii.endsWith(".") ? ascii.substring(0, ascii.length() - 1) : ascii);
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  /** Reads {@code 127.0.0.1}, {@code 127.1}, {@code 0x7f000001}, {@code 017700000001} alike. */
  private static Optional<HostName> parseIpv4(String ascii) {
    try {
      return Optional.of(new HostName(ascii, Inet4Address.ofPosixLiteral(ascii)));
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  private static Optional<HostName> parseIpv6(String text) {
    try {
      InetAddress address = Inet6Address.ofLiteral(text);
      return Optional.of(new HostName(address.getHostAddress(), address));
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }
}
