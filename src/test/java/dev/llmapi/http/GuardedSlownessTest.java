package dev.llmapi.http;

import static dev.llmapi.http.FetchSetup.refused;
import static dev.llmapi.http.FetchSetup.url;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.llmapi.http.HostileServer.Answer;
import dev.llmapi.media.ImageFetch;
import dev.llmapi.media.ImageRefusal;
import dev.llmapi.media.ImageRefused;
import dev.llmapi.media.SampleImage;
import dev.llmapi.testing.ClosedPort;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that are slow, endless, cut off or give too much. */
class GuardedSlownessTest {

  private static final byte[] PNG = SampleImage.png().bytes();
  private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n";

  static Stream<Arguments> slowAnswers() {
    return Stream.of(
        arguments("nothing at all", (Answer) (out, _) -> stall()),
        arguments(
            "half a head",
            (Answer)
                (out, _) -> {
                  write(out, "HTTP/1.1 200 O");
                  stall();
                }),
        arguments(
            "a head and no body",
            (Answer)
                (out, _) -> {
                  write(out, HEAD + "Content-Length: 1000\r\n\r\n");
                  stall();
                }),
        arguments("a header that drips", (Answer) (out, _) -> drip(out, "HTTP/1.1 200 OK\r\nA: ")),
        arguments("a body that drips", (Answer) (out, _) -> drip(out, HEAD + "\r\n")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("slowAnswers")
  void fetch_slowServer_isGivenUpAtTheDeadline(String name, Answer answer) throws IOException {
    try (HostileServer server = HostileServer.start(answer)) {
      ImageRefused refused = refused(FetchSetup.impatient().fetch(url(server, "/a")));

      assertThat(refused.reason()).as(name).isEqualTo(ImageRefusal.DOWNLOAD_TIMED_OUT);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Content-Length: 9999999999\r\n", "Content-Length: 2000\r\n", ""})
  void fetch_moreBytesThanTheLimit_isRefusedWithIt(String length) throws IOException {
    Answer endless =
        (out, _) -> {
          write(out, HEAD + length + "\r\n");
          endless(out, "x".repeat(1000));
        };

    assertThat(refused(fetch(endless, 1500)))
        .satisfies(
            refused -> assertThat(refused.reason()).isEqualTo(ImageRefusal.TOO_MANY_BYTES),
            refused -> assertThat(refused.message()).endsWith("the limit is 1500"));
  }

  /** Nobody may have to wait for the rest of an answer that is refused by its head. */
  static Stream<Arguments> refusedHeads() {
    return Stream.of(
        arguments("redirect", "302 Found\r\nLocation: http://127.0.0.2/\r\n"),
        arguments("missing", "404 Not Found\r\n"),
        arguments("no image", "200 OK\r\nContent-Type: text/html\r\n"),
        arguments("compressed", "200 OK\r\nContent-Encoding: br\r\n"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refusedHeads")
  void fetch_endlessBodyBehindRefusedHead_isNotRead(String name, String head) throws IOException {
    for (String length : List.of("Content-Length: 9999999999", "Transfer-Encoding: chunked")) {
      Answer endless =
          (out, _) -> {
            write(out, "HTTP/1.1 " + head + length + "\r\n\r\n");
            endless(out, "1\r\nx\r\n");
          };

      assertThat(refused(fetch(endless, 1500)).reason())
          .as(name + ", " + length)
          .isNotEqualTo(ImageRefusal.DOWNLOAD_TIMED_OUT);
    }
  }

  @Test
  void fetch_endlessChunks_areRefusedAtTheLimit() throws IOException {
    Answer endless =
        (out, _) -> {
          write(out, HEAD + "Transfer-Encoding: chunked\r\n\r\n");
          endless(out, "1\r\nx\r\n");
        };

    assertThat(refused(fetch(endless, 1500)).reason()).isEqualTo(ImageRefusal.TOO_MANY_BYTES);
  }

  @Test
  void fetch_exactlyTheLimit_isFetched() throws IOException {
    assertThat(fetch(HostileServer.image("image/png", PNG), PNG.length))
        .isInstanceOf(ImageFetch.Fetched.class);
  }

  static Stream<Arguments> endlessHeads() {
    return Stream.of(
        arguments("lines", "X-A: b\r\n"), arguments("one line", "x"), arguments("spaces", " "));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("endlessHeads")
  void fetch_headWithoutEnd_isRefused(String name, String unit) throws IOException {
    Answer endless =
        (out, _) -> {
          write(out, HEAD + "X: ");
          endless(out, unit.repeat(1000));
        };

    assertThat(refused(fetch(endless, 1 << 20)).reason())
        .as(name)
        .isEqualTo(ImageRefusal.DOWNLOAD_FAILED);
  }

  static Stream<Arguments> cutAnswers() {
    String chunked = HEAD + "Transfer-Encoding: chunked\r\n\r\n";
    return Stream.of(
        arguments("before the length told", HEAD + "Content-Length: 5000\r\n\r\nabc"),
        arguments("inside a chunk", chunked + "ff\r\nabc"),
        arguments("before the last chunk", chunked + "3\r\nabc\r\n"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cutAnswers")
  void fetch_answerCutOff_isRefusedAsTruncated(String name, String answer) throws IOException {
    assertThat(refused(fetch(HostileServer.bytes(answer, new byte[0]), 1 << 20)))
        .as(name)
        .isEqualTo(
            new ImageRefused(
                ImageRefusal.TRUNCATED,
                "the image URL's host images.example closed the connection before the image was"
                    + " whole"));
  }

  /** Without a length nothing but the file itself tells that it was cut. */
  @Test
  void fetch_cutFileWithoutLength_isRefusedAsTruncated() throws IOException {
    byte[] half = Arrays.copyOf(PNG, PNG.length / 2);

    assertThat(refused(fetch(HostileServer.bytes(HEAD + "\r\n", half), 1 << 20)).message())
        .isEqualTo("the PNG is cut off: its end is missing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "HTTP/1.1", "SSH-2.0-OpenSSH_9.9\r\n\r\n", "HTTP/1.1 abc\r\n\r\n"})
  void fetch_whatIsNoHttp_isRefused(String answer) throws IOException {
    assertThat(refused(fetch(HostileServer.bytes(answer, new byte[0]), 1 << 20)).reason())
        .isEqualTo(ImageRefusal.DOWNLOAD_FAILED);
  }

  @Test
  void fetch_compressedAnswer_isRefused() throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
      gzip.write(PNG);
    }
    Answer answer =
        HostileServer.bytes(HEAD + "Content-Encoding: gzip\r\n\r\n", zipped.toByteArray());

    assertThat(refused(fetch(answer, 1 << 20)).message())
        .isEqualTo("the image URL's server compressed its answer, which was not asked for");
  }

  @Test
  void fetch_nobodyListening_isRefused() {
    String url = "http://images.example:" + ClosedPort.number() + "/a";

    assertThat(FetchSetup.patient(1000).fetch(url))
        .isEqualTo(FetchSetup.failed("the image URL's host images.example cannot be reached"));
  }

  private static ImageFetch fetch(Answer answer, int maxBytes) throws IOException {
    try (HostileServer server = HostileServer.start(answer)) {
      return FetchSetup.patient(maxBytes).fetch(url(server, "/a"));
    }
  }

  private static void endless(OutputStream out, String unit) throws IOException {
    while (true) {
      write(out, unit);
    }
  }

  /** A byte now and then, so that no wait for the next byte is long. */
  private static void drip(OutputStream out, String head) throws IOException {
    write(out, head);
    while (true) {
      write(out, "x");
      LockSupport.parkNanos(5_000_000);
    }
  }

  /** Until the server is closed, which the fetch must not wait for. */
  private static void stall() {
    LockSupport.parkNanos(60_000_000_000L);
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }
}
