package dev.llmapi.wire.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.UTF8StreamJsonParser;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.llmapi.model.RawJson;
import dev.llmapi.model.Slice;
import java.io.CharConversionException;
import java.io.IOException;

/** The one JSON factory, with the limits that hold for all that comes from outside. Thread-safe. */
public final class Json {

  /** Deeper nesting is refused; OpenAI's own schemas stop at 10 levels. */
  public static final int MAX_DEPTH = 200;

  public static final JsonFactory FACTORY =
      JsonFactory.builder()
          // Money is told as 0.000105, not as 1.05E-4.
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          // A virtual thread has no cheap thread-local: the buffers are pooled for all.
          .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .build();

  /** For small parts that must be understood as trees. Never for an image. */
  public static final ObjectMapper TREES = JsonMapper.builder(FACTORY).build();

  private Json() {}

  /**
   * A parser whose byte offsets count from the slice's beginning.
   *
   * @throws IOException when the text is in another encoding than UTF-8, which JSON between systems
   *     must be in (RFC 8259, 8.1)
   */
  public static JsonParser parser(Slice slice) throws IOException {
    JsonParser parser = FACTORY.createParser(slice.array(), slice.from(), slice.length());
    if (parser instanceof UTF8StreamJsonParser) {
      return parser;
    }
    parser.close();
    throw new CharConversionException("not UTF-8");
  }

  /**
   * Reads a small value as a tree.
   *
   * @throws IOException when it is not well-formed
   */
  public static JsonNode tree(Slice slice) throws IOException {
    JsonNode node = TREES.readTree(slice.array(), slice.from(), slice.length());
    if (node == null || node.isMissingNode()) {
      throw new IOException("empty JSON");
    }
    return node;
  }

  /** The tree as JSON text. */
  public static RawJson raw(JsonNode node) {
    return RawJson.of(node.toString());
  }
}
