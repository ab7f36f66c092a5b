package dev.llmapi.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmapi.model.Slice;
import dev.llmapi.wire.json.Json;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamOptionsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {} | {"include_usage":true}
          {"include_usage":false} | {"include_usage":true}
          {"include_usage":null} | {"include_usage":true}
          { "include_obfuscation" : false } | {"include_obfuscation":false,"include_usage":true}
          {"later":{"a":[1,"é"]},"include_usage":true} | {"later":{"a":[1,"é"]},"include_usage":true}
          """)
  void withUsage_anyOptions_keepsTheOthers(String given, String expected) throws IOException {
    byte[] options = StreamOptions.withUsage(Slice.utf8(given));

    assertThat(Json.tree(Slice.of(options))).isEqualTo(Json.tree(Slice.utf8(expected)));
  }
}
