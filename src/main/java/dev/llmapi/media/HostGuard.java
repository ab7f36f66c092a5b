package dev.llmapi.media;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;

/**
 * Resolves a host once and checks every address that it has. One private address among public ones
 * is enough to refuse it. Immutable and thread-safe.
 */
public final class HostGuard {
  private final AddressResolver resolver;
  private final AddressGuard addresses;

  public HostGuard(AddressResolver resolver, AddressGuard addresses) {
    this.resolver = resolver;
    this.addresses = addresses;
  }

  /**
   * Asks DNS (unless the host is an address) and checks the answer; may block as long as DNS does.
   */
  public HostCheck check(HostName host) {
    List<InetAddress> found;
    try {
      found = host.literal() == null ? resolver.resolve(host.ascii()) : List.of(host.literal());
    } catch (UnknownHostException unknown) {
      found = List.of();
    }
    if (found.isEmpty()) {
      return new ImageRefused(
          ImageRefusal.DOWNLOAD_FAILED,
          "the image URL's host %s has no address".formatted(host.ascii()));
    }
    Optional<String> objection =
        found.stream().flatMap(address -> addresses.findObjection(address).stream()).findFirst();
    return objection.isPresent()
        ? ImageRefused.address(host, objection.get())
        : new HostCheck.Resolved(found);
  }
}
