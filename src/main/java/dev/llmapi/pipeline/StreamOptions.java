package dev.llmapi.pipeline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.llmapi.model.Slice;
import dev.llmapi.wire.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** OpenAI's {@code stream_options}. */
final class StreamOptions {

  private StreamOptions() {}

  /** The client's options, with the usage asked for. */
  static byte[] withUsage(Slice given) {
    try {
      ObjectNode options = (ObjectNode) Json.tree(given);
      options.put("include_usage", true);
      return options.toString().getBytes(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("the reader has let it through", e);
    }
  }
}
