package dev.llmapi.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers at their edges, written byte by byte. */
class HandmadeHeaderTest {

  private static final ImageLimits LIMITS = ImageLimits.DEFAULT;

  static Stream<Arguments> largest() {
    return Stream.of("png", "jpeg", "gif", "webp lossy", "webp lossless", "webp extended")
        .map(format -> arguments(format));
  }

  @ParameterizedTest
  @MethodSource("largest")
  void check_4096By4096_isAccepted(String format) {
    assertThat(check(image(format, 4096, 4096)))
        .isInstanceOfSatisfying(
            ImageHeader.class,
            header -> assertThat(header.width() + header.height()).isEqualTo(8192));
  }

  @ParameterizedTest
  @MethodSource("largest")
  void check_4097Wide_isRefusedWithTheLimit(String format) {
    assertThat(check(image(format, 4097, 16)))
        .isEqualTo(
            new ImageRefused(
                ImageRefusal.TOO_MANY_PIXELS,
                "the image is 4097x16 pixels; the limit is 4096x4096"));
  }

  @ParameterizedTest
  @MethodSource("largest")
  void check_4097High_isRefusedWithTheLimit(String format) {
    assertThat(check(image(format, 16, 4097)))
        .isEqualTo(
            new ImageRefused(
                ImageRefusal.TOO_MANY_PIXELS,
                "the image is 16x4097 pixels; the limit is 4096x4096"));
  }

  @ParameterizedTest
  @CsvSource({
    "png, 0, 1",
    "png, 1, 0",
    "png, -1, 1",
    "png, 1, -2147483648",
    "jpeg, 0, 1",
    "jpeg, 1, 0",
    "gif, 0, 1",
    "gif, 1, 0",
    "webp lossy, 0, 1",
    "webp lossy, 1, 0"
  })
  void check_noWidthOrHeight_isRefusedAsMalformed(String format, int width, int height) {
    assertThat(check(image(format, width, height)))
        .isInstanceOfSatisfying(
            ImageRefused.class,
            refused -> {
              assertThat(refused.reason()).isEqualTo(ImageRefusal.MALFORMED);
              assertThat(refused.message()).endsWith("it has no width and height");
            });
  }

  @Test
  void check_largestWebp_keepsAllItsBits() {
    assertThat(ImageHeader.read(webp("VP8X", "00000000" + u24(1 << 24) + u24(1)), 0, 30))
        .isEqualTo(new ImageHeader(ImageFormat.WEBP, 1 << 24, 1, false, false, true));
    assertThat(check(image("webp lossless", 16_384, 1)))
        .isInstanceOfSatisfying(
            ImageRefused.class,
            refused -> assertThat(refused.message()).contains("16384x1 pixels"));
  }

  @Test
  void check_lossyWebpWithScale_readsTheSizeAlone() {
    assertThat(check(webp("VP8 ", "000000" + "9d012a" + "10c0" + "2040")))
        .isEqualTo(new ImageHeader(ImageFormat.WEBP, 16, 32, false, false, true));
  }

  @ParameterizedTest
  @ValueSource(strings = {"VP8 000000000000100010000000", "VP8L3000000000", "ICCP000000000000"})
  void check_webpWithoutImageAtItsHead_isMalformed(String chunk) {
    assertThat(check(webp(chunk.substring(0, 4), chunk.substring(4))))
        .isInstanceOfSatisfying(
            ImageRefused.class,
            refused -> assertThat(refused.reason()).isEqualTo(ImageRefusal.MALFORMED));
  }

  @Test
  void check_jpegWithFillBytesAndStandAloneMarkers_isRead() {
    String jpeg = "ffd8" + "ff01" + "ffffffe00004abcd" + frame(3, 2) + "ffda0002" + "00" + "ffd9";

    assertThat(check(HexFormat.of().parseHex(jpeg)))
        .isEqualTo(new ImageHeader(ImageFormat.JPEG, 3, 2, false, false, true));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ffd8ffd9ffd9", "ffd8ffe00002abcdef01", "ffd8ffe000000000"})
  void check_jpegWithBrokenSegments_isMalformed(String hex) {
    assertThat(check(HexFormat.of().parseHex(hex)))
        .isInstanceOfSatisfying(
            ImageRefused.class,
            refused -> assertThat(refused.reason()).isEqualTo(ImageRefusal.MALFORMED));
  }

  @Test
  void check_jpegWithPreviewBehindItsEnd_isWhole() {
    String jpeg = "ffd8" + frame(3, 2) + "ffda000200" + "ffd9" + "0000ftyp".replaceAll("\\D", "");

    assertThat(check(HexFormat.of().parseHex(jpeg))).isInstanceOf(ImageHeader.class);
  }

  @Test
  void check_pngOfChunkLongerThanAnInt_isTruncated() {
    String png = pngHead(1, 1) + "ffffffff" + hex("IDAT") + "00".repeat(12);

    assertThat(check(HexFormat.of().parseHex(png)))
        .isEqualTo(ImageRefused.truncated(ImageFormat.PNG));
  }

  private static HeaderRead check(byte[] image) {
    return ImageBytes.check(image, null, LIMITS);
  }

  private static byte[] image(String format, int width, int height) {
    return switch (format) {
      case "png" ->
          HexFormat.of().parseHex(pngHead(width, height) + "00000000" + hex("IEND") + "ae426082");
      case "jpeg" -> HexFormat.of().parseHex("ffd8" + frame(width, height) + "ffda0002" + "00ffd9");
      case "gif" ->
          HexFormat.of().parseHex(hex("GIF89a") + u16(width) + u16(height) + "000000" + "3b");
      case "webp lossy" -> webp("VP8 ", "000000" + "9d012a" + u16(width) + u16(height));
      case "webp lossless" -> webp("VP8L", "2f" + u32((width - 1) | (height - 1) << 14));
      default -> webp("VP8X", "00000000" + u24(width) + u24(height));
    };
  }

  private static String pngHead(int width, int height) {
    return "89504e470d0a1a0a"
        + "0000000d"
        + hex("IHDR")
        + "%08x%08x".formatted(width, height)
        + "0802000000"
        + "00000000";
  }

  private static String frame(int width, int height) {
    return "ffc00011" + "08" + "%04x%04x".formatted(height, width) + "03" + "00".repeat(9);
  }

  private static byte[] webp(String chunk, String content) {
    int length = content.length() / 2;
    return HexFormat.of()
        .parseHex(
            hex("RIFF") + u32(12 + length) + hex("WEBP") + hex(chunk) + u32(length) + content);
  }

  private static String hex(String ascii) {
    return HexFormat.of().formatHex(ascii.getBytes(StandardCharsets.US_ASCII));
  }

  private static String u16(int value) {
    return "%04x".formatted(Short.toUnsignedInt(Short.reverseBytes((short) value)));
  }

  /** A side of an extended WebP: one less, in three bytes. */
  private static String u24(int side) {
    return u32(side - 1).substring(0, 6);
  }

  private static String u32(int value) {
    return "%08x".formatted(Integer.reverseBytes(value));
  }
}
