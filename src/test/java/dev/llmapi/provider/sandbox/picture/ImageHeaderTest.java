package dev.llmapi.provider.sandbox.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageHeaderTest {

  @ParameterizedTest
  @CsvSource({"png,PNG", "jpeg,JPEG", "gif,GIF"})
  void read_imageOfTheJdk_isKnown(String name, ImageFormat format) {
    var image = Images.halves(BufferedImage.TYPE_INT_RGB, 30, 20, Color.RED, Color.BLUE);
    var bytes = Images.encode(image, name);
    assertThat(ImageHeader.read(bytes))
        .hasValue(new ImageHeader(format, 30, 20, false, false, bytes.length));
  }

  @ParameterizedTest
  @CsvSource({
    // VP8X with alpha and animation, 300 x 200
    "524946461e00000057454250565038580a000000120000002b0100c70000,300,200,true,true",
    // VP8 (lossy), 320 x 240
    "524946461e0000005745425056503820120000003001009d012a4001f0000000,320,240,false,false",
    // VP8L (lossless) with alpha, 64 x 48
    "524946461e000000574542505650384c120000002f3fc00b1000000000000000,64,48,true,false"
  })
  void read_webp_isKnownByItsHeader(
      String hex, int width, int height, boolean transparent, boolean animated) {
    var bytes = HexFormat.of().parseHex(hex);
    assertThat(ImageHeader.read(bytes))
        .hasValue(
            new ImageHeader(ImageFormat.WEBP, width, height, transparent, animated, bytes.length));
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpeg", "gif"})
  void read_imageCutAnywhere_neverFails(String name) {
    var image = Images.halves(BufferedImage.TYPE_INT_RGB, 9, 7, Color.RED, Color.BLUE);
    var bytes = Images.encode(image, name);
    for (var end = 0; end < bytes.length; end++) {
      ImageHeader.read(Arrays.copyOf(bytes, end))
          .ifPresent(header -> assertThat(header.pixels()).isEqualTo(63));
    }
    assertThat(ImageHeader.read(bytes)).isPresent();
  }

  static LongStream seeds() {
    return LongStream.rangeClosed(1, Long.getLong("seeds", 100));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void read_damagedImage_neverFails(long seed) {
    var random = new SplittableRandom(seed);
    var image = Images.halves(BufferedImage.TYPE_INT_RGB, 40, 30, Color.RED, Color.BLUE);
    for (var format : new String[] {"png", "jpeg", "gif"}) {
      var bytes = Images.encode(image, format);
      for (var i = 0; i < 20; i++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      var url = DataUrl.parse(Images.url(format, bytes)).orElseThrow();
      var header = ImageHeader.read(bytes);
      header.ifPresent(found -> {
        assertThat(found.width()).isPositive();
        assertThat(Decoder.survey(new SentImage.Embedded(url, found))).isNotNull();
      });
      assertThat(header.map(ImageHeader::sizeBytes).orElse(bytes.length)).isEqualTo(bytes.length);
    }
  }
}
