package dev.llmapi.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.apache.hc.client5.http.DnsResolver;

/** Knows one name and its checked addresses, and asks nobody. Immutable and thread-safe. */
final class PinnedDns implements DnsResolver {
  private final String name;
  private final List<InetAddress> addresses;

  PinnedDns(String name, List<InetAddress> addresses) {
    this.name = name;
    this.addresses = addresses;
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    if (!host.equals(name)) {
      throw new UnknownHostException("only the checked name is known here");
    }
    return addresses.toArray(InetAddress[]::new);
  }

  @Override
  public String resolveCanonicalHostname(String host) {
    return host;
  }
}
