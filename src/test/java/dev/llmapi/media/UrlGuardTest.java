package dev.llmapi.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrlGuardTest {

  private static final UrlGuard GUARD = UrlGuard.httpsOnly();
  private static final UrlGuard WITH_HTTP = new UrlGuard(true, AddressGuard.publicOnly());

  @ParameterizedTest
  @CsvSource({
    "https://127.0.0.1/a.png, loopback",
    "https://127.1/a.png, loopback",
    "https://127.0.1/a.png, loopback",
    "https://0/a.png, unspecified",
    "https://0.0.0.0/a.png, unspecified",
    "https://0x7f000001/a.png, loopback",
    "https://0X7F.0.0.1/a.png, loopback",
    "https://2130706433/a.png, loopback",
    "https://017700000001/a.png, loopback",
    "https://0177.0.0.1/a.png, loopback",
    "https://0x7f.1/a.png, loopback",
    "https://127.0.0.1./a.png, loopback",
    "https://127.0.0.1:8443/a.png, loopback",
    "https://127.0.0.1, loopback",
    "https://127.0.0.1#@example.com/a.png, loopback",
    "https://127.0.0.1?@example.com/a.png, loopback",
    "https://\uff11\uff12\uff17.0.0.1/a.png, loopback",
    "https://127\u30020\u30020\u30021/a.png, loopback",
    "https://localhost/a.png, a local name",
    "https://localhost./a.png, a local name",
    "https://LOCALHOST/a.png, a local name",
    "https://\uff4c\uff4f\uff43\uff41\uff4c\uff48\uff4f\uff53\uff54/a.png, a local name",
    "https://api.localhost/a.png, a local name",
    "https://intranet/a.png, a local name",
    "https://metadata.google.internal/a.png, a local name",
    "https://printer.local/a.png, a local name",
    "https://nas.home.arpa/a.png, a local name",
    "https://kubernetes.default.svc/a.png, a local name",
    "https://[::1]/a.png, loopback",
    "https://[0:0:0:0:0:0:0:1]/a.png, loopback",
    "https://[::]/a.png, unspecified",
    "https://[::ffff:127.0.0.1]/a.png, loopback",
    "https://[::ffff:7f00:1]/a.png, loopback",
    "https://[64:ff9b::7f00:1]/a.png, loopback",
    "https://[2002:7f00:1::]/a.png, loopback",
    "https://[fe80::1]/a.png, link-local",
    "https://[fc00::]/a.png, unique local",
    "https://[fd00:ec2::254]/a.png, cloud metadata",
    "https://169.254.169.254/latest/meta-data/, cloud metadata",
    "https://2852039166/, cloud metadata",
    "https://10.1.2.3/a.png, private",
    "https://172.16.0.1/a.png, private",
    "https://192.168.1.1/a.png, private",
    "https://100.64.0.1/a.png, carrier-grade NAT",
    "https://255.255.255.255/a.png, broadcast"
  })
  void check_hostThatIsNotPublic_isRefusedWithWhatItIs(String url, String objection) {
    assertThat(GUARD.check(url))
        .isInstanceOfSatisfying(
            ImageRefused.class,
            refused -> {
              assertThat(refused.reason()).isEqualTo(ImageRefusal.ADDRESS_REFUSED);
              assertThat(refused.message())
                  .startsWith("the image URL's host ")
                  .endsWith(
                      "is not public (%s); only public addresses are fetched".formatted(objection));
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/a.png",
        "//example.com/a.png",
        "example.com/a.png",
        "https:example.com/a.png",
        "https:/example.com/a.png",
        "https:///a.png",
        "https://",
        "https://?a",
        "https://a@127.0.0.1/a.png",
        "https://user:secret@example.com/a.png",
        "https://example.com@127.0.0.1/a.png",
        "https://@example.com/a.png",
        "https://127.0.0.1%2f@example.com/a.png",
        "https://ex%61mple.com/a.png",
        "https://example.com\\@127.0.0.1/a.png",
        "https://example.com\\.evil.example/a.png",
        "https:\\\\example.com\\a.png",
        "https://exa\tmple.com/a.png",
        "https://example.com/a\n.png",
        "https://exa\u0000mple.com/a.png",
        "https://exam ple.com/a.png",
        "https://example.com:0/a.png",
        "https://example.com:65536/a.png",
        "https://example.com:99999999999/a.png",
        "https://example.com:-1/a.png",
        "https://example.com:8o/a.png",
        "https://example.com:\uff18/a.png",
        "https://example..com/a.png",
        "https://.example.com/a.png",
        "https://-example.com/a.png",
        "https://example.com../a.png",
        "https://[fe80::1%eth0]/a.png",
        "https://[fe80::1%25eth0]/a.png",
        "https://[::1/a.png",
        "https://::1/a.png",
        "https://[127.0.0.1]/a.png",
        "https://[]/a.png",
        "https://1.2.3.4.5/a.png",
        "https://256.256.256.256/a.png",
        "https://08.8.8.8/a.png",
        "https://0x/a.png",
        "https://8.8/a.png",
        "https://134744072/a.png"
      })
  void check_malformedUrl_isRefused(String url) {
    assertThat(GUARD.check(url))
        .isInstanceOfSatisfying(
            ImageRefused.class,
            refused -> {
              assertThat(refused.reason()).isEqualTo(ImageRefusal.URL_MALFORMED);
              assertThat(refused.message()).startsWith("the image URL ");
              assertThat(refused.message()).doesNotContain("secret");
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://example.com/a.png",
        "HTTP://example.com/a.png",
        "ftp://example.com/a.png",
        "file:///etc/passwd",
        "gopher://example.com:70/x",
        "jar://example.com/a",
        "s3://bucket/a.png"
      })
  void check_anotherScheme_isRefusedByName(String url) {
    assertThat(GUARD.check(url))
        .isInstanceOfSatisfying(
            ImageRefused.class,
            refused -> {
              assertThat(refused.reason()).isEqualTo(ImageRefusal.SCHEME_REFUSED);
              assertThat(refused.message())
                  .contains(
                      "scheme is " + url.substring(0, url.indexOf(':')).toLowerCase(Locale.ROOT));
            });
  }

  @Test
  void check_dataUrlBehindWhiteSpace_isToldAsOne() {
    assertThat(GUARD.check(" DATA:image/png;base64," + "A".repeat(100_000)))
        .isInstanceOfSatisfying(
            ImageRefused.class,
            refused -> assertThat(refused.reason()).isEqualTo(ImageRefusal.DATA_URL_MALFORMED));
  }

  @Test
  void check_httpWhereAllowed_isAccepted() {
    assertThat(WITH_HTTP.check("http://example.com/a.png"))
        .isEqualTo(new UrlCheck.Accepted("http", name("example.com"), 80, "/a.png"));
  }

  @Test
  void check_privateHostWhereHttpIsAllowed_isRefused() {
    assertThat(WITH_HTTP.check("http://127.0.0.1/a.png")).isInstanceOf(ImageRefused.class);
  }

  @Test
  void check_ftpWhereHttpIsAllowed_isRefused() {
    assertThat(WITH_HTTP.check("ftp://example.com/a.png")).isInstanceOf(ImageRefused.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "https://example.com https://example.com/",
        "https://example.com/a.png https://example.com/a.png",
        "HTTPS://EXAMPLE.com/A.png https://example.com/A.png",
        "https://example.com./a.png https://example.com/a.png",
        "https://example.com:443/a https://example.com/a",
        "https://example.com:/a https://example.com/a",
        "https://example.com:8443/a https://example.com:8443/a",
        "https://example.com?q=1 https://example.com/?q=1",
        "https://example.com/a?b=c&d=%20e#f https://example.com/a?b=c&d=%20e",
        "https://example.com/ä.png https://example.com/%C3%A4.png",
        "https://example.com/100%.png https://example.com/100%25.png",
        "https://example.com/a|b\\c https://example.com/a%7Cb%5Cc",
        "https://example.com/@127.0.0.1 https://example.com/@127.0.0.1",
        "https://bücher.example/a https://xn--bcher-kva.example/a",
        "https://my_bucket.example.com/a https://my_bucket.example.com/a",
        "https://8.8.8.8/a https://8.8.8.8/a",
        "https://[2606:4700::1111]/a https://[2606:4700:0:0:0:0:0:1111]/a",
        "https://[::ffff:8.8.8.8]/a https://8.8.8.8/a"
      })
  void check_publicUrl_isAcceptedInItsPlainForm(String url, String plain) {
    assertThat(GUARD.check(url))
        .isInstanceOfSatisfying(
            UrlCheck.Accepted.class, accepted -> assertThat(accepted.url()).isEqualTo(plain));
  }

  @Test
  void check_whiteSpaceAround_isStripped() {
    assertThat(GUARD.check(" https://example.com/a\n")).isInstanceOf(UrlCheck.Accepted.class);
  }

  @Test
  void check_veryLongUrl_isRefusedWithTheLimit() {
    String longest = "https://example.com/" + "a".repeat(8192 - 20);

    assertThat(GUARD.check(longest)).isInstanceOf(UrlCheck.Accepted.class);
    assertThat(GUARD.check(longest + "a"))
        .isEqualTo(
            new ImageRefused(
                ImageRefusal.URL_MALFORMED,
                "the image URL has 8193 characters; the limit is 8192"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "b.png https://example.com/x/b.png",
        "/b.png https://example.com/b.png",
        "?q https://example.com/x/?q",
        "//other.example/b https://other.example/b",
        "http://127.0.0.1/b http://127.0.0.1/b",
        "file:///etc/passwd file:///etc/passwd"
      })
  void resolve_location_isWhereItLeads(String location, String expected) {
    UrlCheck.Accepted from = (UrlCheck.Accepted) GUARD.check("https://example.com/x/a.png");

    assertThat(from.resolve(location)).contains(expected);
  }

  @Test
  void resolve_whatIsNoUrl_isEmpty() {
    UrlCheck.Accepted from = (UrlCheck.Accepted) GUARD.check("https://example.com/x/a.png");

    assertThat(from.resolve("https://[broken/")).isEmpty();
  }

  private static HostName name(String ascii) {
    return new HostName(ascii, null);
  }
}
