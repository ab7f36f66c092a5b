package dev.llmapi.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The base64 of images: its alphabet, padding, escapes and size. */
class Base64ImageTest {

  private static final SampleImage PNG = SampleImage.png();
  private static final SampleImage JPEG = SampleImage.jpeg();

  static Stream<Arguments> spoiledBase64() {
    return Stream.of(
        spoiled("a space", base64 -> base64.replaceFirst("(?<=.{8})", " "), "a space; send"),
        spoiled("a line break", base64 -> base64.replaceFirst("(?<=.{8})", "\\\\n"), "line break"),
        spoiled("a tab", base64 -> base64.replaceFirst("(?<=.{8})", "\\\\t"), "a tab"),
        spoiled("the URL-safe minus", base64 -> "-" + base64.substring(1), "URL-safe"),
        spoiled("the URL-safe underscore", base64 -> "_" + base64.substring(1), "URL-safe"),
        spoiled("padding inside", base64 -> "ab==" + base64, "padding before the end"),
        spoiled("three pads", base64 -> base64 + "A===", "padding before the end"),
        spoiled("percent-encoding", base64 -> "%2B" + base64, "percent-encoding"),
        spoiled("a foreign character", base64 -> "*" + base64, "(byte 0x2a)"),
        spoiled("a byte beyond ASCII", base64 -> "\u00e9" + base64, "(byte 0xe9)"),
        spoiled("an escape beyond ASCII", base64 -> "\\u20ac" + base64, "(byte 0xff)"),
        spoiled("a broken escape", base64 -> "\\x" + base64, "a broken JSON escape"),
        spoiled("half an escape", base64 -> base64 + "\\u00", "a broken JSON escape"),
        spoiled("no padding", base64 -> base64 + "AA", "not a multiple of 4"));
  }

  private static Arguments spoiled(String name, UnaryOperator<String> how, String message) {
    return arguments(name, how.apply(whole().base64()), message);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("spoiledBase64")
  void check_spoiledBase64_isRefusedWithWhatIsWrong(String name, String base64, String message) {
    ImageRefused refused = refused("data:image/png;base64," + base64);

    assertThat(refused.reason()).as(name).isEqualTo(ImageRefusal.BASE64_MALFORMED);
    assertThat(refused.message()).contains(message);
  }

  @Test
  void check_foreignCharacter_isToldByItsPlace() {
    String base64 = PNG.base64();

    assertThat(refused("data:image/png;base64," + base64.substring(0, 40) + "!").message())
        .isEqualTo(
            "the base64 holds, at character 41, a character outside its alphabet (byte 0x21)");
  }

  @Test
  void check_emptyPayload_isRefusedAsEmpty() {
    assertThat(refused("data:image/png;base64,").reason()).isEqualTo(ImageRefusal.EMPTY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\/", "\\u002f", "\\u002F"})
  void check_slashesEscapedForJson_isAcceptedAsEscaped(String slash) {
    String url = "data:image\\/jpeg;base64," + JPEG.base64().replace("/", slash);
    byte[] array = url.getBytes(StandardCharsets.US_ASCII);

    assertThat(JPEG.base64()).contains("/");
    assertThat(DataUrl.check(array, 0, array.length, ImageLimits.DEFAULT))
        .isInstanceOfSatisfying(
            ImageCheck.Accepted.class,
            accepted -> {
              assertThat(accepted.escaped()).isTrue();
              assertThat(accepted.header()).isEqualTo(JPEG.header());
              assertThat(accepted.decode(array)).isEqualTo(JPEG.bytes());
              assertThat(base64(array, accepted)).endsWith(url.substring(url.length() - 50));
            });
  }

  @Test
  void check_exactlyTheLimitOfBytes_isAccepted() {
    ImageLimits limits = new ImageLimits(PNG.bytes().length, 4096);

    assertThat(check(PNG.dataUrl(), limits)).isInstanceOf(ImageCheck.Accepted.class);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void check_oneByteMoreThanTheLimit_isRefusedWithBoth(boolean escaped) {
    int size = PNG.bytes().length;
    String url = escaped ? PNG.dataUrl().replace("/", "\\/") : PNG.dataUrl();

    assertThat(check(url, new ImageLimits(size - 1, 4096)))
        .isEqualTo(
            new ImageRefused(
                ImageRefusal.TOO_MANY_BYTES,
                "the image has %d bytes; the limit is %d".formatted(size, size - 1)));
  }

  /** A sample whose base64 needs no padding, so that what is added to it stands behind it. */
  private static SampleImage whole() {
    byte[] bytes = Arrays.copyOf(PNG.bytes(), (PNG.bytes().length + 2) / 3 * 3);
    return new SampleImage("png", bytes, PNG.header());
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
