package dev.llmapi.pricing.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.knuddels.jtokkit.Encodings;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The vocabulary is tiktoken's own, in another form: written anew by {@link #packed()}. */
class VocabularyTest {

  @Test
  void file_always_isTiktokensVocabularyByRank() throws IOException {
    try (InputStream in = Vocabulary.class.getResourceAsStream("o200k.bin")) {
      assertThat(in).isNotNull();
      assertThat(java.util.Arrays.equals(in.readAllBytes(), packed())).isTrue();
    }
  }

  @Test
  void rank_everyToken_isItsPlace() throws IOException {
    byte[] packed = packed();
    Vocabulary vocabulary = Vocabulary.get();
    int rank = 0;
    List<Integer> wrong = new ArrayList<>();
    for (int at = 0; at < packed.length; at += 1 + (packed[at] & 0xff)) {
      if (vocabulary.rank(packed, at + 1, at + 1 + (packed[at] & 0xff)) != rank) {
        wrong.add(rank);
      }
      rank++;
    }
    assertThat(wrong).isEmpty();
    assertThat(vocabulary.size()).isEqualTo(rank).isEqualTo(199_998);
  }

  @Test
  void rank_noToken_isNone() {
    byte[] text = "xqzjvkw".getBytes(StandardCharsets.UTF_8);

    assertThat(Vocabulary.get().rank(text, 0, text.length)).isEqualTo(Vocabulary.NONE);
  }

  /** tiktoken's lines {@code <base64> <rank>}, ranks ascending, each as a length and its bytes. */
  private static byte[] packed() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (InputStream in = Encodings.class.getResourceAsStream("o200k_base.tiktoken");
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
      int rank = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int space = line.indexOf(' ');
        assertThat(Integer.parseInt(line.substring(space + 1))).isEqualTo(rank++);
        byte[] token = Base64.getDecoder().decode(line.substring(0, space));
        out.write(token.length);
        out.writeBytes(token);
      }
    }
    return out.toByteArray();
  }
}
