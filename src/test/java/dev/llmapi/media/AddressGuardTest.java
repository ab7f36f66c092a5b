package dev.llmapi.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressGuardTest {

  private static final AddressGuard GUARD = AddressGuard.publicOnly();

  @ParameterizedTest
  @CsvSource({
    "0.0.0.0, unspecified",
    "0.255.255.255, unspecified",
    "10.0.0.0, private",
    "10.255.255.255, private",
    "100.64.0.0, carrier-grade NAT",
    "100.127.255.255, carrier-grade NAT",
    "127.0.0.1, loopback",
    "127.255.255.255, loopback",
    "168.63.129.16, cloud metadata",
    "169.254.169.254, cloud metadata",
    "169.254.0.1, link-local",
    "172.16.0.0, private",
    "172.31.255.255, private",
    "192.0.0.0, protocol assignments",
    "192.0.0.255, protocol assignments",
    "192.0.2.1, documentation",
    "192.88.99.1, protocol assignments",
    "192.168.0.0, private",
    "192.168.255.255, private",
    "198.18.0.0, benchmark",
    "198.19.255.255, benchmark",
    "198.51.100.1, documentation",
    "203.0.113.0, documentation",
    "203.0.113.255, documentation",
    "224.0.0.0, multicast",
    "239.255.255.255, multicast",
    "240.0.0.0, reserved",
    "255.255.255.254, reserved",
    "255.255.255.255, broadcast",
    "::, unspecified",
    "::1, loopback",
    "::2, not public IPv6",
    "::127.0.0.1, not public IPv6",
    "64:ff9b::7f00:1, loopback",
    "64:ff9b::a9fe:a9fe, cloud metadata",
    "64:ff9b:1::808:808, not public IPv6",
    "100::1, not public IPv6",
    "2001::1, protocol assignments",
    "2001:db8::1, documentation",
    "2002:7f00:1::, loopback",
    "2002:a00:1::1, private",
    "3fff::1, documentation",
    "4000::1, not public IPv6",
    "fc00::, unique local",
    "fdff::1, unique local",
    "fd00:ec2::254, cloud metadata",
    "fe80::1, link-local",
    "febf::1, link-local",
    "fec0::1, site-local",
    "ff02::1, multicast"
  })
  void findObjection_addressOfNoPublicServer_isWhatItIs(String literal, String objection) {
    InetAddress address = InetAddress.ofLiteral(literal);

    assertThat(GUARD.findObjection(address)).contains(objection);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.0.0.0",
        "8.8.8.8",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "126.255.255.255",
        "128.0.0.0",
        "169.253.255.255",
        "169.255.0.0",
        "172.15.255.255",
        "172.32.0.0",
        "192.0.1.0",
        "192.167.255.255",
        "192.169.0.0",
        "198.17.255.255",
        "198.20.0.0",
        "203.0.112.255",
        "203.0.114.0",
        "223.255.255.255",
        "64:ff9b::808:808",
        "2002:808:808::1",
        "2001:200::1",
        "2606:4700::1111",
        "2a00:1450:4001::1"
      })
  void findObjection_publicAddress_isNone(String literal) {
    assertThat(GUARD.findObjection(InetAddress.ofLiteral(literal))).isEmpty();
  }

  /** The JDK makes IPv4 of these by itself; a resolver of another make may not. */
  @Test
  void findObjection_mappedAddress_isThatOfItsIpv4() throws UnknownHostException {
    byte[] mapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 127, 0, 0, 1};

    assertThat(GUARD.findObjection(InetAddress.getByAddress(mapped))).contains("loopback");
  }
}
