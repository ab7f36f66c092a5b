package dev.llmapi.wire.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.fasterxml.jackson.core.JsonParser;
import dev.llmapi.model.Slice;
import java.io.IOException;
import java.nio.charset.Charset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16BE", "UTF-16LE", "UTF-16", "UTF-32BE", "UTF-32LE"})
  void parser_otherEncodingThanUtf8_isRefused(String charset) {
    Slice body = Slice.of("{\"a\":1}".getBytes(Charset.forName(charset)));

    assertThatIOException().isThrownBy(() -> Json.parser(body));
  }

  @Test
  void parser_byteOrderMark_isPassedOverAndCounted() throws IOException {
    try (JsonParser parser = Json.parser(Slice.utf8("\uFEFF{}"))) {
      assertThat(parser.nextToken().isStructStart()).isTrue();
      assertThat(parser.currentTokenLocation().getByteOffset()).isEqualTo(3);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "{", "{\"a\":}", "{'a':1}", "NaN"})
  void tree_notWellFormed_isRefused(String text) {
    assertThatIOException().isThrownBy(() -> Json.tree(Slice.utf8(text)));
  }

  @Test
  void tree_tooDeep_isRefused() {
    String deep = "[".repeat(Json.MAX_DEPTH + 1) + "]".repeat(Json.MAX_DEPTH + 1);

    assertThatIOException().isThrownBy(() -> Json.tree(Slice.utf8(deep)));
  }
}
