package dev.llmapi.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ImageHeaderTest {

  /** The longest signature, WebP's; of less than it nobody can say what was cut. */
  private static final int SIGNATURE_BYTES = 12;

  static Stream<SampleImage> samples() {
    return SampleImage.all();
  }

  static IntStream seeds() {
    return IntStream.range(0, 100);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void read_wholeImage_tellsWhatItIs(SampleImage sample) {
    assertThat(read(sample.bytes())).isEqualTo(sample.header());
  }

  @ParameterizedTest
  @MethodSource("samples")
  void read_imageInsideLargerArray_staysInsideItsRange(SampleImage sample) {
    byte[] array = new byte[sample.bytes().length + 20];
    Arrays.fill(array, (byte) 0xff);
    System.arraycopy(sample.bytes(), 0, array, 7, sample.bytes().length);

    assertThat(ImageHeader.read(array, 7, 7 + sample.bytes().length)).isEqualTo(sample.header());
  }

  @ParameterizedTest
  @MethodSource("samples")
  void read_bytesBehindTheEnd_areLetBe(SampleImage sample) {
    byte[] longer = Arrays.copyOf(sample.bytes(), sample.bytes().length + 100);

    assertThat(read(longer)).isEqualTo(sample.header());
  }

  @ParameterizedTest
  @MethodSource("samples")
  void check_imageCutAtAnyByte_isToldAsTruncated(SampleImage sample) {
    for (int cut = SIGNATURE_BYTES; cut < sample.bytes().length; cut++) {
      HeaderRead read =
          ImageBytes.check(Arrays.copyOf(sample.bytes(), cut), null, ImageLimits.DEFAULT);

      assertThat(read)
          .as("cut at %d of %d", cut, sample.bytes().length)
          .isEqualTo(ImageRefused.truncated(sample.header().format()));
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void check_imageCutInsideItsSignature_isRefused(SampleImage sample) {
    for (int cut = 0; cut < SIGNATURE_BYTES; cut++) {
      assertThat(ImageBytes.check(Arrays.copyOf(sample.bytes(), cut), null, ImageLimits.DEFAULT))
          .as("cut at %d", cut)
          .isInstanceOf(ImageRefused.class);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void read_damagedImage_neverThrows(int seed) {
    Random random = new Random(seed);
    for (SampleImage sample : SampleImage.all().toList()) {
      byte[] damaged = sample.bytes().clone();
      for (int i = 0; i < 8; i++) {
        damaged[8 + random.nextInt(damaged.length - 8)] = (byte) random.nextInt();
      }

      HeaderRead read = read(Arrays.copyOf(damaged, 1 + random.nextInt(damaged.length)));

      if (read instanceof ImageHeader header) {
        assertThat(header.width()).as(sample.name()).isPositive();
        assertThat(header.height()).as(sample.name()).isPositive();
      } else {
        assertThat(((ImageRefused) read).message()).isNotBlank();
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void read_noise_isRefusedOrAHeader(int seed) {
    Random random = new Random(seed);
    byte[] noise = new byte[random.nextInt(200)];
    random.nextBytes(noise);

    assertThat(read(noise)).isInstanceOfAny(ImageRefused.class, ImageHeader.class);
  }

  @Test
  void read_nothing_isRefusedAsEmpty() {
    assertThat(read(new byte[0]))
        .isEqualTo(new ImageRefused(ImageRefusal.EMPTY, "the image is empty"));
  }

  private static HeaderRead read(byte[] bytes) {
    return ImageHeader.read(bytes, 0, bytes.length);
  }
}
