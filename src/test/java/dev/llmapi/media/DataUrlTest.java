package dev.llmapi.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DataUrlTest {

  private static final SampleImage PNG = SampleImage.png();
  private static final SampleImage JPEG = SampleImage.jpeg();

  static Stream<SampleImage> samples() {
    return SampleImage.all();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void check_wholeImage_isAcceptedWhereItLies(SampleImage sample) {
    byte[] array = ('"' + sample.dataUrl() + '"').getBytes(StandardCharsets.US_ASCII);

    ImageCheck check = DataUrl.check(array, 1, array.length - 1, ImageLimits.DEFAULT);

    assertThat(check)
        .isInstanceOfSatisfying(
            ImageCheck.Accepted.class,
            accepted -> {
              assertThat(accepted.header()).isEqualTo(sample.header());
              assertThat(accepted.mediaType()).isEqualTo(sample.header().format().mediaType());
              assertThat(accepted.escaped()).isFalse();
              assertThat(base64(array, accepted)).isEqualTo(sample.base64());
              assertThat(accepted.decode(array)).isEqualTo(sample.bytes());
            });
  }

  @ParameterizedTest
  @MethodSource("samples")
  void check_base64CutAtAnyFourCharacters_isRefused(SampleImage sample) {
    String url = sample.dataUrl();
    int payload = url.indexOf(',') + 1;
    for (int cut = payload + 20; cut < url.length(); cut += 4) {
      assertThat(refused(url.substring(0, cut)).reason())
          .as("cut at %d of %d", cut, url.length())
          .isEqualTo(ImageRefusal.TRUNCATED);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "data:image/png;base64,",
        "DATA:IMAGE/PNG;BASE64,",
        "data:image/png;charset=utf-8;base64,",
        "data:image/png;name=a.png;base64,",
        "data: image/png ; base64,",
        "data:image\\/png;base64,",
        "data:image\\u002fpng\\u003Bbase64,",
        "data:image/x-png;base64,"
      })
  void check_prefixWrittenOtherwise_isAccepted(String prefix) {
    assertThat(check(prefix + PNG.base64()))
        .isInstanceOfSatisfying(
            ImageCheck.Accepted.class,
            accepted -> assertThat(accepted.mediaType()).isEqualTo("image/png"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"image/jpeg", "image/jpg", "image/pjpeg", "Image/JPG"})
  void check_jpegByEachOfItsNames_isAcceptedAsImageJpeg(String declared) {
    assertThat(check("data:" + declared + ";base64," + JPEG.base64()))
        .isInstanceOfSatisfying(
            ImageCheck.Accepted.class,
            accepted -> assertThat(accepted.mediaType()).isEqualTo("image/jpeg"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "data:image/png,",
        "data:image/png;utf8,",
        "data:image/png;base64;x=1,",
        "data:image/png;base64",
        "data:image/png",
        "data:",
        "data:,",
        "data;base64,",
        "data\\x:image/png;base64,"
      })
  void check_malformedPrefix_isRefusedWithTheFormExpected(String prefix) {
    ImageRefused refused = refused(prefix);

    assertThat(refused.reason()).isEqualTo(ImageRefusal.DATA_URL_MALFORMED);
    assertThat(refused.message()).endsWith("; expected data:image/png;base64,<data>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "image/svg+xml",
        "image/bmp",
        "image/tiff",
        "image/heic",
        "image/avif",
        "application/pdf",
        "text/html",
        "application/octet-stream",
        "image/*"
      })
  void check_mediaTypeNotAccepted_isRefusedByName(String declared) {
    assertThat(refused("data:" + declared + ";base64," + PNG.base64()))
        .isEqualTo(
            new ImageRefused(
                ImageRefusal.MEDIA_TYPE_UNSUPPORTED,
                "the media type %s is not accepted; send PNG, JPEG, WEBP or GIF"
                    .formatted(declared)));
  }

  @Test
  void check_noMediaType_isRefusedAsNoneSent() {
    assertThat(refused("data:;base64," + PNG.base64()))
        .isEqualTo(
            new ImageRefused(
                ImageRefusal.MEDIA_TYPE_UNSUPPORTED,
                "the data URL names no media type; send PNG, JPEG, WEBP or GIF"));
  }

  @ParameterizedTest
  @CsvSource({
    "image/png, image/jpeg",
    "image/jpeg, image/png",
    "image/webp, image/gif",
    "image/gif, image/webp",
    "image/jpg, image/png"
  })
  void check_lyingMediaType_isRefusedWithBothTypes(String declared, String found) {
    SampleImage sample =
        Stream.of(PNG, JPEG, SampleImage.gif(), SampleImage.webp())
            .filter(each -> each.header().format().mediaType().equals(found))
            .findFirst()
            .orElseThrow();

    assertThat(refused("data:" + declared + ";base64," + sample.base64()))
        .isEqualTo(
            new ImageRefused(
                ImageRefusal.MEDIA_TYPE_MISMATCH,
                "the media type says %s, but the content is %s".formatted(declared, found)));
  }

  static Stream<Arguments> otherFormats() {
    return Stream.of(
        arguments("SVG", " \n<svg xmlns='http://www.w3.org/2000/svg'/>"),
        arguments("SVG", "\u00ef\u00bb\u00bf<?xml version='1.0'?><svg/>"),
        arguments("HTML", "<!DOCTYPE HTML><html></html>"),
        arguments("HTML", "<html><body>Not found</body></html>"),
        arguments("PDF", "%PDF-1.7\n"),
        arguments("BMP", "BM\0\0\0\0\0\0\0\0"),
        arguments("TIFF", "II*\0\0\0\0\0"),
        arguments("TIFF", "MM\0*\0\0\0\0"),
        arguments("HEIC", "\0\0\0\u0018ftypheic\0\0\0\0"),
        arguments("AVIF", "\0\0\0\u0018ftypavif\0\0\0\0"),
        arguments("JPEG XL", "\u00ff\n\0\0"),
        arguments("ICO", "\0\0\u0001\0\u0001\0"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("otherFormats")
  void check_contentOfAnotherFormat_isRefusedByName(String label, String latin1) {
    String base64 =
        Base64.getEncoder().encodeToString(latin1.getBytes(StandardCharsets.ISO_8859_1));

    assertThat(refused("data:image/png;base64," + base64))
        .isEqualTo(
            new ImageRefused(
                ImageRefusal.FORMAT_UNSUPPORTED,
                "the content is %s, which is not accepted; send PNG, JPEG, WEBP or GIF"
                    .formatted(label)));
  }

  @ParameterizedTest
  @CsvSource({"data:, true", "DaTa:image, true", "data, false", "https://a, false", "'', false"})
  void isDataUrl_text_goesByItsScheme(String text, boolean expected) {
    byte[] array = text.getBytes(StandardCharsets.US_ASCII);

    assertThat(DataUrl.isDataUrl(array, 0, array.length)).isEqualTo(expected);
  }

  private static String base64(byte[] array, ImageCheck.Accepted accepted) {
    int from = accepted.payloadFrom();
    return new String(array, from, accepted.payloadTo() - from, StandardCharsets.US_ASCII);
  }

  private static ImageRefused refused(String url) {
    return (ImageRefused) check(url);
  }

  private static ImageCheck check(String url) {
    return check(url, ImageLimits.DEFAULT);
  }

  private static ImageCheck check(String url, ImageLimits limits) {
    byte[] array = url.getBytes(StandardCharsets.ISO_8859_1);
    return DataUrl.check(array, 0, array.length, limits);
  }
}
