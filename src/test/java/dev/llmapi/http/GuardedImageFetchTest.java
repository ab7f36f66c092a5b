package dev.llmapi.http;

import static dev.llmapi.http.FetchSetup.NAME;
import static dev.llmapi.http.FetchSetup.failed;
import static dev.llmapi.http.FetchSetup.refused;
import static dev.llmapi.http.FetchSetup.url;
import static org.assertj.core.api.Assertions.assertThat;

import dev.llmapi.http.HostileServer.Answer;
import dev.llmapi.media.ImageFetch;
import dev.llmapi.media.ImageRefusal;
import dev.llmapi.media.SampleImage;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a fetch goes, and what it takes for an image. */
class GuardedImageFetchTest {

  private static final SampleImage PNG = SampleImage.png();
  private static final int MAX_BYTES = 1 << 20;

  static Stream<SampleImage> samples() {
    return SampleImage.all();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void fetch_wholeImage_isItsBytesAndHeader(SampleImage sample) throws IOException {
    String type = sample.header().format().mediaType();

    assertFetched(fetch(HostileServer.image(type, sample.bytes()), "/a"), sample);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "image/png",
        "Image/PNG; charset=binary",
        "application/octet-stream",
        "binary/octet-stream"
      })
  void fetch_typeThatFitsOrSaysNothing_isFetched(String type) throws IOException {
    assertFetched(fetch(HostileServer.image(type, PNG.bytes()), "/a"), PNG);
  }

  @Test
  void fetch_noContentTypeNorLength_isFetched() throws IOException {
    assertFetched(fetch(HostileServer.bytes("HTTP/1.1 200 OK\r\n\r\n", PNG.bytes()), "/a"), PNG);
  }

  @Test
  void fetch_anyUrl_sendsNothingOfTheGateway() throws IOException {
    try (HostileServer server =
        HostileServer.start(HostileServer.image("image/png", PNG.bytes()))) {
      FetchSetup.patient(MAX_BYTES).fetch(url(server, "//b/../c.png?q=ä#f"));

      assertThat(server.heads())
          .singleElement()
          .satisfies(head ->
              assertThat(head.lines().toList())
                  .startsWith("GET //b/../c.png?q=%C3%A4 HTTP/1.1")
                  .contains("Host: " + NAME + ":" + server.port(), "Accept-Encoding: identity")
                  .noneMatch(line -> line.startsWith("Cookie") || line.startsWith("Auth")));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "text/html, 'the image URL''s server sent text/html, which is no image'",
    "application/json, 'the image URL''s server sent application/json, which is no image'",
    "image/jpeg, 'the media type says image/jpeg, but the content is image/png'",
    "image/svg+xml, 'the media type says image/svg+xml, but the content is image/png'"
  })
  void fetch_wrongContentType_isRefusedByName(String type, String message) throws IOException {
    assertThat(refused(fetch(HostileServer.image(type, PNG.bytes()), "/a")).message())
        .isEqualTo(message);
  }

  @ParameterizedTest
  @ValueSource(ints = {201, 204, 206, 304, 401, 403, 404, 429, 500, 503})
  void fetch_statusOtherThan200_isRefusedWithIt(int status) throws IOException {
    Answer answer =
        HostileServer.bytes(
            "HTTP/1.1 %d X\r\nContent-Length: 0\r\n\r\n".formatted(status), new byte[0]);

    assertThat(fetch(answer, "/a"))
        .isEqualTo(failed("the image URL's server answered with status " + status));
  }

  @ParameterizedTest
  @CsvSource({
    "https://127.0.0.2/a, ADDRESS_REFUSED",
    "http://169.254.169.254/latest/meta-data/, ADDRESS_REFUSED",
    "http://2130706434/a, ADDRESS_REFUSED",
    "http://[::1]/a, ADDRESS_REFUSED",
    "http://localhost/a, ADDRESS_REFUSED",
    "//10.0.0.1/a, ADDRESS_REFUSED",
    "ftp://images.example/a, SCHEME_REFUSED",
    "file:///etc/passwd, SCHEME_REFUSED",
    "'data:image/png;base64,AAAA', DATA_URL_MALFORMED",
    "http://a:b@images.example/a, URL_MALFORMED",
    "http://unknown.test/a, DOWNLOAD_FAILED",
    "http://[broken/a, DOWNLOAD_FAILED",
    "'', DOWNLOAD_FAILED"
  })
  void fetch_redirectToWhereItMayNotGo_isRefused(String location, ImageRefusal reason)
      throws IOException {
    try (HostileServer server = HostileServer.start(HostileServer.redirect(location))) {
      assertThat(refused(FetchSetup.patient(MAX_BYTES).fetch(url(server, "/a"))).reason())
          .isEqualTo(reason);
      assertThat(server.heads()).hasSize(1);
    }
  }

  @Test
  void fetch_redirectsUpToTheLimit_areFollowed() throws IOException {
    Answer answer =
        (out, head) -> {
          int hop = Integer.parseInt(head.substring("GET /".length(), "GET /0".length()));
          Answer next =
              hop == 3
                  ? HostileServer.image("image/png", PNG.bytes())
                  : HostileServer.redirect("/" + (hop + 1));
          next.writeTo(out, head);
        };

    assertFetched(fetch(answer, "/0"), PNG);
  }

  @Test
  void fetch_redirectLoop_endsAtTheLimit() throws IOException {
    try (HostileServer server = HostileServer.start(HostileServer.redirect("/again"))) {
      assertThat(FetchSetup.patient(MAX_BYTES).fetch(url(server, "/a")))
          .isEqualTo(failed("the image URL redirects more than 3 times"));
      assertThat(server.heads()).hasSize(4);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://127.0.0.2/a.png", "http://localhost:1/a", "https://[::1]/a"})
  void fetch_privateUrl_isRefusedUnasked(String url) {
    assertThat(refused(FetchSetup.patient(MAX_BYTES).fetch(url)).reason())
        .isEqualTo(ImageRefusal.ADDRESS_REFUSED);
  }

  /** A rebinding DNS: public when it is checked, private ever after. */
  @Test
  void fetch_nameThatChangesItsAddress_isConnectedToAsChecked() throws IOException {
    AtomicInteger asked = new AtomicInteger();
    try (HostileServer server =
        HostileServer.start(HostileServer.image("image/png", PNG.bytes()))) {
      GuardedImageFetch fetch =
          FetchSetup.resolvingBy(name ->
              List.of(
                  InetAddress.ofLiteral(asked.getAndIncrement() == 0 ? "127.0.0.1" : "10.0.0.1")));

      assertFetched(fetch.fetch(url(server, "/a")), PNG);
      assertThat(asked).hasValue(1);
      assertThat(refused(fetch.fetch(url(server, "/a"))).reason())
          .isEqualTo(ImageRefusal.ADDRESS_REFUSED);
      assertThat(server.heads()).hasSize(1);
    }
  }

  /** Each hop is checked anew, also where it stays with the same name. */
  @Test
  void fetch_nameThatChangesBetweenRedirects_isRefused() throws IOException {
    AtomicInteger asked = new AtomicInteger();
    try (HostileServer server = HostileServer.start(HostileServer.redirect("/b"))) {
      GuardedImageFetch fetch =
          FetchSetup.resolvingBy(name ->
              List.of(
                  InetAddress.ofLiteral(asked.getAndIncrement() == 0 ? "127.0.0.1" : "10.0.0.1")));

      assertThat(refused(fetch.fetch(url(server, "/a"))).reason())
          .isEqualTo(ImageRefusal.ADDRESS_REFUSED);
    }
  }

  private static ImageFetch fetch(Answer answer, String path) throws IOException {
    try (HostileServer server = HostileServer.start(answer)) {
      return FetchSetup.patient(MAX_BYTES).fetch(url(server, path));
    }
  }

  private static void assertFetched(ImageFetch fetch, SampleImage expected) {
    assertThat(fetch)
        .isInstanceOfSatisfying(
            ImageFetch.Fetched.class,
            fetched -> {
              assertThat(fetched.bytes()).isEqualTo(expected.bytes());
              assertThat(fetched.header()).isEqualTo(expected.header());
            });
  }
}
