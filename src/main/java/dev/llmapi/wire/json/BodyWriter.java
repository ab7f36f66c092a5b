package dev.llmapi.wire.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.llmapi.model.Body;
import dev.llmapi.model.RawJson;
import dev.llmapi.model.Slice;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a JSON body in which images stay where they are: the small parts are generated, the big
 * ones are slices between them. One per body, not thread-safe.
 */
public final class BodyWriter {

  /** Below this a slice is cheaper copied than kept apart. */
  private static final int COPIED_BELOW_BYTES = 512;

  private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(1024);
  private final JsonGenerator generator;
  private final List<Slice> slices = new ArrayList<>();

  /** What writes the members; it may throw what the generator throws. */
  @FunctionalInterface
  public interface Content {
    void writeTo(BodyWriter body, JsonGenerator json) throws IOException;
  }

  private BodyWriter() throws IOException {
    generator = Json.FACTORY.createGenerator(buffer);
  }

  /** The body that {@code content} writes. */
  public static Body write(Content content) {
    try {
      BodyWriter writer = new BodyWriter();
      content.writeTo(writer, writer.generator);
      writer.generator.close();
      writer.cut();
      return new Body(writer.slices);
    } catch (IOException e) {
      throw new UncheckedIOException("writing into memory", e);
    }
  }

  /**
   * Writes a string value: {@code prefix}, then the slice as it is. The slice must need no JSON
   * escape (base64 does not).
   */
  public void string(String prefix, Slice plain) throws IOException {
    generator.writeRawValue("\"" + escaped(prefix));
    append(plain);
    generator.writeRaw('"');
  }

  /** Writes a value that is JSON already. */
  public void raw(RawJson json) throws IOException {
    generator.writeRawValue("");
    append(json.text());
  }

  private void append(Slice slice) throws IOException {
    generator.flush();
    if (slice.length() < COPIED_BELOW_BYTES) {
      slice.writeTo(buffer);
    } else {
      cut();
      slices.add(slice);
    }
  }

  private void cut() {
    if (buffer.size() > 0) {
      slices.add(Slice.of(buffer.toByteArray()));
      buffer.reset();
    }
  }

  /** The text as the bytes of a JSON string, quotes included. */
  public static byte[] quoted(String text) {
    return write((body, json) -> json.writeString(text)).joined();
  }

  private static String escaped(String text) {
    return new String(JsonStringEncoder.getInstance().quoteAsString(text));
  }
}
