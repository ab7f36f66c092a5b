package dev.llmapi.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class Base64AlphabetTest {

  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

  static IntStream seeds() {
    return IntStream.range(0, 100);
  }

  /** Beside neighbours of every kind, since eight bytes are looked at together. */
  @Test
  void findForeign_everyByteValueAtEveryPlaceOfAWord_isFoundOrAMember() {
    for (char neighbour : new char[] {'A', 'Z', 'a', 'z', '0', '9', '+', '/'}) {
      byte[] array = new byte[5000];
      for (int value = 0; value < 256; value++) {
        boolean member = ALPHABET.indexOf(value) >= 0;
        for (int place = 2000; place < 2008; place++) {
          Arrays.fill(array, (byte) neighbour);
          array[place] = (byte) value;

          assertThat(Base64Alphabet.findForeign(array, 0, array.length))
              .as("byte %d at %d beside %s", value, place, neighbour)
              .isEqualTo(member ? array.length : place);
        }
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void findForeign_foreignBytesAtAnyPlaces_isTheFirstInTheRange(int seed) {
    Random random = new Random(seed);
    byte[] array = members(random, 20_000);
    for (int i = random.nextInt(4); i > 0; i--) {
      array[random.nextInt(array.length)] = (byte) random.nextInt();
    }
    int from = random.nextInt(array.length);
    int to = from + random.nextInt(array.length - from + 1);

    int expected = from;
    while (expected < to && ALPHABET.indexOf(array[expected] & 0xff) >= 0) {
      expected++;
    }
    assertThat(Base64Alphabet.findForeign(array, from, to)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void at_anyIndex_isTheDecodedByte(int seed) {
    Random random = new Random(seed);
    byte[] file = new byte[1 + random.nextInt(50)];
    random.nextBytes(file);
    byte[] base64 = Base64.getEncoder().withoutPadding().encode(file);
    byte[] array = new byte[base64.length + 3];
    System.arraycopy(base64, 0, array, 3, base64.length);

    ByteView view = new Base64Bytes(array, 3, base64.length);

    assertThat(view.size()).isEqualTo(file.length);
    for (int i = 0; i < file.length; i++) {
      assertThat(view.at(i)).isEqualTo(file[i] & 0xff);
    }
  }

  private static byte[] members(Random random, int count) {
    StringBuilder text = new StringBuilder(count);
    for (int i = 0; i < count; i++) {
      text.append(ALPHABET.charAt(random.nextInt(64)));
    }
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }
}
