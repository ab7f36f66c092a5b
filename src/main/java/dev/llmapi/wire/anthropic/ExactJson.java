package dev.llmapi.wire.anthropic;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import dev.llmapi.model.Slice;
import dev.llmapi.wire.json.Json;
import java.io.IOException;

/** Reads trees whose numbers are written again as they were: no digit of an argument is lost. */
final class ExactJson {

  private static final ObjectReader READER =
      Json.TREES
          .reader()
          .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .without(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES);

  private ExactJson() {}

  /**
   * Reads one value.
   *
   * @throws IOException when it is not well-formed, or empty
   */
  static JsonNode tree(Slice json) throws IOException {
    JsonNode node = READER.readTree(json.array(), json.from(), json.length());
    if (node == null || node.isMissingNode()) {
      throw new IOException("empty JSON");
    }
    return node;
  }
}
