package dev.llmapi.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostGuardTest {

  private static final HostName NAME = new HostName("images.example", null);

  @Test
  void check_publicAddresses_areResolvedInTheirOrder() {
    assertThat(guard("8.8.8.8", "2606:4700::1111").check(NAME))
        .isEqualTo(new HostCheck.Resolved(addresses("8.8.8.8", "2606:4700::1111")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "10.0.0.1", "169.254.169.254", "::1", "fd00:ec2::254"})
  void check_privateAddressAmongPublicOnes_isRefused(String address) {
    for (HostGuard guard : List.of(guard(address), guard("8.8.8.8", address, "9.9.9.9"))) {
      assertThat(guard.check(NAME))
          .isInstanceOfSatisfying(
              ImageRefused.class,
              refused -> {
                assertThat(refused.reason()).isEqualTo(ImageRefusal.ADDRESS_REFUSED);
                assertThat(refused.message()).contains("images.example is not public (");
              });
    }
  }

  @Test
  void check_unknownName_hasNoAddress() {
    HostGuard guard =
        new HostGuard(
            name -> {
              throw new UnknownHostException(name);
            },
            AddressGuard.publicOnly());

    assertThat(guard.check(NAME))
        .isEqualTo(
            new ImageRefused(
                ImageRefusal.DOWNLOAD_FAILED,
                "the image URL's host images.example has no address"));
  }

  @Test
  void check_addressLiteral_asksNoDns() {
    HostGuard guard = new HostGuard(name -> fail("asked for " + name), AddressGuard.publicOnly());
    HostName literal = new HostName("8.8.8.8", InetAddress.ofLiteral("8.8.8.8"));

    assertThat(guard.check(literal)).isEqualTo(new HostCheck.Resolved(addresses("8.8.8.8")));
  }

  private static HostGuard guard(String... addresses) {
    return new HostGuard(name -> addresses(addresses), AddressGuard.publicOnly());
  }

  private static List<InetAddress> addresses(String... literals) {
    return Arrays.stream(literals).map(InetAddress::ofLiteral).toList();
  }
}
