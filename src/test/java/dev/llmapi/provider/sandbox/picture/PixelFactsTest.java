package dev.llmapi.provider.sandbox.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PixelFactsTest {

  @ParameterizedTest
  @ValueSource(strings = {"png", "gif"})
  void survey_twoColors_namesBoth(String format) {
    var image = Images.halves(BufferedImage.TYPE_INT_RGB, 40, 10, new Color(0xe02020), Color.WHITE);
    var facts = survey(format, image);
    assertThat(facts.dominant())
        .extracting(PixelFacts.ColorShare::rgb)
        .containsExactlyInAnyOrder(0xe02020, 0xffffff);
    assertThat(facts.dominant()).allMatch(color -> color.share() == 0.5);
    assertThat(facts.transparentShare()).isZero();
  }

  @Test
  void survey_jpeg_namesTheColor() {
    var image = Images.halves(BufferedImage.TYPE_INT_RGB, 64, 64, Color.BLUE, Color.BLUE);
    var facts = survey("jpeg", image);
    assertThat(NamedColor.nearest(facts.dominant().getFirst().rgb())).isEqualTo(NamedColor.BLUE);
  }

  @ParameterizedTest
  @CsvSource({"png,10", "jpeg,10", "png,11"})
  void survey_grey_isAsStored(String format, int type) {
    var image = new BufferedImage(16, 16, type);
    var stored = type == BufferedImage.TYPE_USHORT_GRAY ? 0x8080 : 0x80;
    for (var i = 0; i < 256; i++) {
      image.getRaster().setSample(i % 16, i / 16, 0, stored);
    }
    var facts = survey(format, image);
    assertThat(facts.dominant().getFirst().rgb()).isEqualTo(0x808080);
    assertThat(facts.brightness()).isCloseTo(0x80 / 255.0, within(0.01));
  }

  @Test
  void survey_transparentHalf_isTold() {
    var clear = new Color(0, 255, 0, 0);
    var image = Images.halves(BufferedImage.TYPE_INT_ARGB, 40, 10, clear, Color.BLACK);
    var facts = survey("png", image);
    assertThat(facts.transparentShare()).isEqualTo(0.5);
    assertThat(facts.brightness()).isZero();
    assertThat(facts.dominant()).containsExactly(new PixelFacts.ColorShare(0, 0.5));
  }

  @Test
  void survey_allTransparent_hasNoColors() {
    var clear = new Color(0, 0, 0, 0);
    var facts = survey("png", Images.halves(BufferedImage.TYPE_INT_ARGB, 8, 8, clear, clear));
    assertThat(facts.dominant()).isEmpty();
    assertThat(facts.transparentShare()).isOne();
  }

  @ParameterizedTest
  @CsvSource({"50000,50000", "2000000000,1", "1,2000000000", "16000000,1", "2147483647,2147483647"})
  void survey_bomb_isNotDecoded(int width, int height) {
    var bytes = Images.pngOfSize(width, height);
    var header = ImageHeader.read(bytes).orElseThrow();
    assertThat(header.width()).isEqualTo(width);
    var url = DataUrl.parse(Images.url("png", bytes)).orElseThrow();
    assertThat(Decoder.survey(new SentImage.Embedded(url, header))).isEmpty();
    assertThat(new PixelSize(width, height).tokens()).isBetween(1, 16_384);
  }

  private static PixelFacts survey(String format, BufferedImage image) {
    var bytes = Images.encode(image, format);
    var url = DataUrl.parse(Images.url(format, bytes)).orElseThrow();
    return Decoder.survey(new SentImage.Embedded(url, ImageHeader.read(bytes).orElseThrow()))
        .orElseThrow();
  }
}
