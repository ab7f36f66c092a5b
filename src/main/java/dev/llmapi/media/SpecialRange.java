package dev.llmapi.media;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A block of addresses that no public server has.
 *
 * <p>After IANA's special-purpose registries for IPv4 and IPv6 (RFC 6890 and its updates), with the
 * addresses at which clouds answer their own machines.
 */
@SuppressWarnings("ImmutableEnumChecker") // its list and what is in it never change
enum SpecialRange {
  THIS_NETWORK("unspecified", "0.0.0.0/8"),
  PRIVATE("private", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"),
  SHARED("carrier-grade NAT", "100.64.0.0/10"),
  LOOPBACK("loopback", "127.0.0.0/8", "::1/128"),
  METADATA("cloud metadata", "169.254.169.254/32", "168.63.129.16/32", "fd00:ec2::/32"),
  LINK_LOCAL("link-local", "169.254.0.0/16", "fe80::/10"),
  PROTOCOL("protocol assignments", "192.0.0.0/24", "192.88.99.0/24", "2001::/23"),
  DOCUMENTATION(
      "documentation",
      "192.0.2.0/24",
      "198.51.100.0/24",
      "203.0.113.0/24",
      "2001:db8::/32",
      "3fff::/20"),
  BENCHMARK("benchmark", "198.18.0.0/15"),
  MULTICAST("multicast", "224.0.0.0/4", "ff00::/8"),
  BROADCAST("broadcast", "255.255.255.255/32"),
  RESERVED("reserved", "240.0.0.0/4"),
  UNIQUE_LOCAL("unique local", "fc00::/7"),
  SITE_LOCAL("site-local", "fec0::/10"),
  UNSPECIFIED_V6("unspecified", "::/128");

  private static final List<SpecialRange> ALL = List.of(values());

  private final String label;
  private final List<Block> blocks;

  SpecialRange(String label, String... blocks) {
    this.label = label;
    this.blocks = Arrays.stream(blocks).map(Block::parse).toList();
  }

  String label() {
    return label;
  }

  /** The first range, in the order of the table, that holds an address of 4 or 16 bytes. */
  static Optional<SpecialRange> find(byte[] address) {
    return ALL.stream()
        .filter(range -> range.blocks.stream().anyMatch(block -> block.contains(address)))
        .findFirst();
  }

  /** Addresses that share their first bits. */
  static final class Block {
    private final byte[] network;
    private final int bits;

    Block(byte[] network, int bits) {
      this.network = network;
      this.bits = bits;
    }

    static Block parse(String cidr) {
      int slash = cidr.indexOf('/');
      return new Block(
          InetAddress.ofLiteral(cidr.substring(0, slash)).getAddress(),
          Integer.parseInt(cidr.substring(slash + 1)));
    }

    boolean contains(byte[] address) {
      int whole = bits / 8;
      int rest = bits % 8;
      return address.length == network.length
          && Arrays.equals(address, 0, whole, network, 0, whole)
          && (rest == 0 || ((address[whole] ^ network[whole]) & 0xff) >> (8 - rest) == 0);
    }
  }
}
