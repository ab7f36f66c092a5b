package dev.llmapi.media;

import java.net.InetAddress;
import java.util.Optional;

/** Which addresses an image may be fetched from. Implementations are thread-safe. */
@FunctionalInterface
public interface AddressGuard {

  /** Why an address is not fetched from ({@code loopback}, {@code private}); empty if it may be. */
  Optional<String> findObjection(InetAddress address);

  /** Lets public unicast addresses pass and nothing else. */
  static AddressGuard publicOnly() {
    return PublicAddresses::findObjection;
  }
}
