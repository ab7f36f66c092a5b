package dev.llmapi.bench;

import java.util.List;
import java.util.stream.Stream;

/**
 * One row of the table.
 *
 * @param name what the table calls it
 * @param workload what is asked
 * @param connections how many ask at once
 * @param modelPrefix the gateway's name of the host that is to answer, with a slash
 */
record Row(String name, Workload workload, int connections, String modelPrefix) {
  private static final int MANY = 20;

  /** Through the gateway to an upstream of the same wire; each is also asked of the bare mock. */
  static final List<Row> DIRECT =
      List.of(
          new Row("chat, 1 KB out, c=1", Workload.CHAT, 1, "wall/"),
          new Row("chat, 1 KB out, c=20", Workload.CHAT, MANY, "wall/"),
          new Row("stream, 50 chunks, c=1", Workload.STREAM, 1, "wall/"),
          new Row("stream, 50 chunks, c=20", Workload.STREAM, MANY, "wall/"),
          new Row("stream, 20 ms a chunk, c=20", Workload.PACED_STREAM, MANY, "wall/"),
          new Row("image of 1 MB in, c=1", Workload.VISION, 1, "wall/"),
          new Row("image of 1 MB in, c=20", Workload.VISION, MANY, "wall/"),
          new Row("image of 1.5 MB out, c=1", Workload.IMAGE, 1, "wall/"),
          new Row("image of 1.5 MB out, c=20", Workload.IMAGE, MANY, "wall/"));

  /** The same requests, answered by an upstream of another wire. */
  static final List<Row> TRANSLATED =
      List.of(
          new Row("Anthropic: chat, c=20", Workload.CHAT, MANY, "claude/"),
          new Row("Anthropic: stream, c=20", Workload.STREAM, MANY, "claude/"),
          new Row("Anthropic: image in, c=20", Workload.VISION, MANY, "claude/"),
          new Row("Gemini: chat, c=20", Workload.CHAT, MANY, "gem/"),
          new Row("Gemini: stream, c=20", Workload.STREAM, MANY, "gem/"),
          new Row("Gemini: image in, c=20", Workload.VISION, MANY, "gem/"),
          new Row("Gemini: image out, c=20", Workload.IMAGE, MANY, "gem/"));

  static final List<Row> ALL = Stream.concat(DIRECT.stream(), TRANSLATED.stream()).toList();

  /** True if the other row puts the same load on the bare upstream. */
  boolean asksTheSameAs(Row other) {
    return workload == other.workload && connections == other.connections;
  }
}
