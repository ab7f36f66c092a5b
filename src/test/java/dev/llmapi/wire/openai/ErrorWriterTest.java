package dev.llmapi.wire.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmapi.model.Failure;
import dev.llmapi.model.FailureKind;
import dev.llmapi.model.Slice;
import dev.llmapi.wire.json.Json;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorWriterTest {

  @ParameterizedTest
  @EnumSource
  void write_anyKind_hasAllFourMembers(FailureKind kind) throws IOException {
    JsonNode error = written(Failure.of(kind, "why"));

    assertThat(error.properties()).hasSize(4);
    assertThat(error.path("message").textValue()).isEqualTo("why");
    assertThat(error.path("type").textValue()).isEqualTo(kind.type());
    assertThat(error.get("param").isNull()).isTrue();
    assertThat(error.path("code").textValue()).isEqualTo(kind.code());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\"b", "\n", "é🙂", "\ud83d", "\u0000"})
  void write_anyText_isWellFormed(String text) throws IOException {
    Failure failure = Failure.of(FailureKind.INVALID_VALUE, text, text).withCode(text);

    JsonNode error = written(failure);

    assertThat(error.path("message").textValue()).isEqualTo(text);
    assertThat(error.path("param").textValue()).isEqualTo(text);
    assertThat(error.path("code").textValue()).isEqualTo(text);
  }

  private static JsonNode written(Failure failure) throws IOException {
    return Json.tree(Slice.of(ErrorWriter.write(failure))).path("error");
  }
}
