package dev.llmapi.media;

import dev.llmapi.media.SpecialRange.Block;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Tells public addresses from all others.
 *
 * <p>IPv4 is public unless a {@link SpecialRange} holds it. IPv6 is public only inside 2000::/3,
 * the one block that IANA hands out, and there too unless a range holds it. Where an IPv6 address
 * carries an IPv4 one to which a host or a router would translate it, that one decides.
 */
final class PublicAddresses {
  private static final Block UNICAST_V6 = Block.parse("2000::/3");

  /** Of RFC 4291, section 2.5.5.2. Not parsed: the JDK would make IPv4 of it. */
  private static final Block MAPPED =
      new Block(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 0, 0, 0, 0}, 96);

  /** A prefix and where behind it the IPv4 address stands, in bytes from the start. */
  private record Translation(Block prefix, int at) {}

  private static final List<Translation> TRANSLATIONS =
      List.of(
          new Translation(MAPPED, 12),
          new Translation(Block.parse("64:ff9b::/96"), 12), // NAT64, RFC 6052
          new Translation(Block.parse("2002::/16"), 2)); // 6to4, RFC 3056

  private PublicAddresses() {}

  static Optional<String> findObjection(InetAddress address) {
    return findObjection(address.getAddress());
  }

  private static Optional<String> findObjection(byte[] address) {
    Optional<byte[]> translated = findTranslated(address);
    if (translated.isPresent()) {
      return findObjection(translated.get());
    }
    Optional<String> special = SpecialRange.find(address).map(SpecialRange::label);
    return address.length == 4 || special.isPresent() || UNICAST_V6.contains(address)
        ? special
        : Optional.of("not public IPv6");
  }

  private static Optional<byte[]> findTranslated(byte[] address) {
    return TRANSLATIONS.stream()
        .filter(translation -> translation.prefix.contains(address))
        .map(Translation::at)
        .map(at -> Arrays.copyOfRange(address, at, at + 4))
        .findFirst();
  }
}
