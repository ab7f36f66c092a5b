package dev.llmapi.wire.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmapi.model.Body;
import dev.llmapi.model.RawJson;
import dev.llmapi.model.Slice;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyWriterTest {

  private static final String LONG = "QUJD".repeat(1000);

  @Test
  void write_longSlices_standWhereTheyStood() throws IOException {
    byte[] request = ("xx" + LONG + "yy").getBytes(UTF_8);
    Slice image = new Slice(request, 2, request.length - 2);

    Body body =
        BodyWriter.write((writer, json) -> {
          json.writeStartObject();
          json.writeFieldName("url");
          writer.string("data:image/png;base64,", image);
          json.writeFieldName("schema");
          writer.raw(RawJson.of("{\"a\":[1]}"));
          json.writeArrayFieldStart("list");
          writer.string("", image);
          writer.string("", Slice.utf8("short"));
          writer.raw(RawJson.of("null"));
          json.writeNumber(1);
          json.writeEndArray();
          json.writeEndObject();
        });

    JsonNode tree = Json.tree(Slice.of(body.joined()));
    assertThat(tree.path("url").textValue()).isEqualTo("data:image/png;base64," + LONG);
    assertThat(tree.path("schema"))
        .isEqualTo(Json.TREES.createObjectNode().set("a", Json.TREES.createArrayNode().add(1)));
    assertThat(tree.path("list").size()).isEqualTo(4);
    assertThat(tree.path("list").path(1).textValue()).isEqualTo("short");
    assertThat(body.slices())
        .filteredOn(slice -> slice.length() == LONG.length())
        .hasSize(2)
        .allSatisfy(slice -> assertThat(slice.array()).isSameAs(request));
    assertThat(body.length()).isEqualTo(body.joined().length);
  }

  @Test
  void write_emptySlice_isAnEmptyString() throws IOException {
    Body body = BodyWriter.write((writer, json) -> writer.string("", Slice.EMPTY));

    assertThat(new String(body.joined(), UTF_8)).isEqualTo("\"\"");
  }

  @Test
  void string_prefixWithQuote_isEscaped() throws IOException {
    Body body = BodyWriter.write((writer, json) -> writer.string("a\",\"b\\", Slice.utf8("c")));

    assertThat(Json.tree(Slice.of(body.joined())).textValue()).isEqualTo("a\",\"b\\c");
  }

  @ParameterizedTest
  @ValueSource(strings = {"half \ud83d pair", "\ude42", "\ud83d", "🙂\ud83d", "\ud83d🙂"})
  void write_halfASurrogatePair_staysAsItIs(String text) throws IOException {
    Body body =
        BodyWriter.write((writer, json) -> {
          json.writeStartObject();
          json.writeStringField("a", text);
          json.writeArrayFieldStart("b");
          json.writeString(text);
          json.writeEndArray();
          json.writeEndObject();
        });

    JsonNode tree = Json.tree(Slice.of(body.joined()));
    assertThat(tree.path("a").textValue()).isEqualTo(text);
    assertThat(tree.path("b").path(0).textValue()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "a\"b", "\\", "\n\u0001", "é🙂", "\ud83d"})
  void quoted_anyText_isThatString(String text) throws IOException {
    assertThat(Json.tree(Slice.of(BodyWriter.quoted(text))).textValue()).isEqualTo(text);
  }
}
