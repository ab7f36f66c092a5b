package dev.llmapi.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.llmapi.model.Slice;
import java.util.ArrayList;
import java.util.List;

/** A stream of events as its data: JSON as trees, all else as text. */
final class Events {
  private Events() {}

  static List<JsonNode> of(String stream) {
    List<JsonNode> events = new ArrayList<>();
    for (String data : data(stream)) {
      events.add(
          data.startsWith("{") ? GoldenFolder.tree(Slice.utf8(data)) : TextNode.valueOf(data));
    }
    return events;
  }

  /** The data of each event as it was written; comments and other fields are left out. */
  static List<String> data(String stream) {
    return stream
        .lines()
        .filter(line -> line.startsWith("data:"))
        .map(line -> line.substring("data:".length()).strip())
        .toList();
  }
}
